package import NIOCore

/// What all connections of one event loop share: the executor of their handlers, the timer wheel, the list of connections with something to send.
package final class LoopContext: @unchecked Sendable {  // every mutable property is touched on `eventLoop` only
    package let eventLoop: any EventLoop
    package let monitor = LoopMonitor()
    private(set) package lazy var executor = LoopExecutor(eventLoop: eventLoop) { [unowned self] in flush() }
    private(set) package lazy var tasks = LoopTasks(executor: executor)
    /// Not checked for exclusive access, since it never calls out.
    @exclusivity(unchecked) private var wheel = TimerWheel(now: LoopContext.now())
    /// When the wheel is looked at next; nil while it is empty, or is looked at.
    private var tick: (time: Int64, scheduled: Scheduled<Void>)?
    private var pendingFlushes: [any LoopFlushable] = []
    private var isFlushScheduled = false
    private var scratch = ByteBuffer()

    package init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        _ = tasks
    }

    /// Nanoseconds of the monotonic clock, the one of `NIODeadline`.
    package static func now() -> Int64 { Int64(NIODeadline.now().uptimeNanoseconds) }

    /// Does `body` on the loop; not at all once the server of this loop has shut down, when every call and connection has ended.
    func execute(_ body: @escaping @Sendable () -> Void) { executor.execute(body) }

    /// The loop may be gone from here on. Called on it.
    func retire() {
        tasks.retire()
        executor.retire()
    }

    // MARK: Timers

    func startTimer(_ entry: TimerWheelEntry, at time: Int64) {
        eventLoop.preconditionInEventLoop()
        // An empty wheel stands still.
        if wheel.count == 0 { _ = wheel.advance(to: Self.now()) }
        wheel.start(entry, at: time)
        if tick.map({ time < $0.time }) ?? true { scheduleTick() }
    }

    func cancelTimer(_ entry: TimerWheelEntry) { wheel.cancel(entry) }

    /// A loop whose timers are all far away isn't woken before.
    private func scheduleTick() {
        guard let next = wheel.nextTime, next < tick?.time ?? .max else { return }
        tick?.scheduled.cancel()
        let scheduled = eventLoop.scheduleTask(deadline: .uptimeNanoseconds(UInt64(next))) { self.fireTimers() }
        tick = (next, scheduled)
    }

    private func fireTimers() {
        tick = nil
        for entry in wheel.advance(to: Self.now()) { entry.timerFired() }
        scheduleTick()
        flush()
    }

    // MARK: Flushing

    /// Has `flushable` flushed at the end of this turn of the loop, once, whatever it sends until then.
    func flushLater(_ flushable: any LoopFlushable) {
        pendingFlushes.append(flushable)
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        eventLoop.execute {
            self.isFlushScheduled = false
            self.flush()
        }
    }

    func flush() {
        guard !pendingFlushes.isEmpty else { return }
        let flushables = pendingFlushes
        pendingFlushes = []
        for flushable in flushables { flushable.flush() }
    }

    /// Lends an empty buffer that keeps its memory from one use to the next, once the socket has taken what was in it.
    func withScratch<Result>(_ body: (inout ByteBuffer) -> Result) -> Result {
        var buffer = ByteBuffer()
        swap(&buffer, &scratch)
        buffer.clear()
        defer { if buffer.capacity <= 2 * HTTP2Session.drainLimit { scratch = buffer } }
        return body(&buffer)
    }
}

/// A connection that collects what it has to send until its loop flushes it.
protocol LoopFlushable: AnyObject {
    func flush()
}
