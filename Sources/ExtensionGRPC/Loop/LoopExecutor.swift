import NIOConcurrencyHelpers
package import NIOCore

/// Runs Swift tasks on one event loop.
///
/// Jobs that are enqueued on the loop wait in a local queue, which is drained one batch per pass: a job that a batch enqueues runs in the
/// next pass, and after a time slice of passes the sockets have their turn, so handlers that always have a job can't keep the loop from
/// them. Jobs from other threads wake the loop up.
///
/// Once it is retired, the loop may be gone. A task that still wants to go on, late to notice its cancellation, does so on Swift's global
/// executor, since a job that nobody runs is a task that never ends.
package final class LoopExecutor: TaskExecutor, @unchecked Sendable {  // every mutable property but `remote` is touched on `eventLoop` only
    /// NIO runs tasks, and timers that are due, until none is left before it looks at its sockets. So after a slice of passes the next one is
    /// a timer's, and waits for longer than NIO takes to find that out.
    private static let slice = TimeAmount.milliseconds(2)
    private static let socketsTurn = TimeAmount.microseconds(100)

    package let eventLoop: any EventLoop
    private struct Remote {
        var jobs: [UnownedJob] = []
        var isRetired = false
    }

    @exclusivity(unchecked) private var local: [UnownedJob] = []
    private var isScheduled = false
    private var isInPass = false
    private var isRetired = false
    private let remote = NIOLockedValueBox(Remote())
    /// Called on the loop after a pass that no socket event caused.
    private let afterPass: @Sendable () -> Void

    init(eventLoop: any EventLoop, afterPass: @escaping @Sendable () -> Void) {
        self.eventLoop = eventLoop
        self.afterPass = afterPass
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if eventLoop.inEventLoop, !isRetired {
            local.append(job)
            schedulePass()
        } else {
            enqueueRemotely(job)
        }
    }

    // The loop is called with the lock held: after `retire` has had it, nothing reaches the loop any more.
    private func enqueueRemotely(_ job: UnownedJob) {
        let isRetired = remote.withLockedValue { remote in
            guard !remote.isRetired else { return true }
            remote.jobs.append(job)
            if remote.jobs.count == 1 { eventLoop.execute { self.takeRemoteJobs() } }
            return false
        }
        if isRetired { Self.runElsewhere(job) }
    }

    private func takeRemoteJobs() {
        local.append(contentsOf: remote.withLockedValue { remote in remote.jobs.take() })
        runPass()
        afterPass()
    }

    /// Does `body` on the loop, unless that is retired.
    func execute(_ body: @escaping @Sendable () -> Void) {
        remote.withLockedValue { remote in
            if !remote.isRetired { eventLoop.execute(body) }
        }
    }

    /// Leaves the loop, on which this is called.
    func retire() {
        isRetired = true
        let jobs = remote.withLockedValue { remote in
            remote.isRetired = true
            return remote.jobs.take()
        }
        for job in local.take() + jobs { Self.runElsewhere(job) }
    }

    private static func runElsewhere(_ job: UnownedJob) { globalConcurrentExecutor.enqueue(job) }

    private func schedulePass() {
        guard !isScheduled, !isInPass else { return }
        isScheduled = true
        eventLoop.execute { self.scheduledPass(until: nil) }
    }

    /// - Parameter sliceEnd: When the sockets have their turn; nil in the first pass, which reads no clock.
    private func scheduledPass(until sliceEnd: NIODeadline?) {
        isScheduled = false
        isInPass = true
        runPass()
        afterPass()
        isInPass = false
        guard !local.isEmpty else { return }
        isScheduled = true
        let now = NIODeadline.now()
        if let sliceEnd, now >= sliceEnd {
            eventLoop.scheduleTask(in: Self.socketsTurn) { self.scheduledPass(until: nil) }
        } else {
            let end = sliceEnd ?? now + Self.slice
            eventLoop.execute { self.scheduledPass(until: end) }
        }
    }

    /// Runs the jobs that are queued now, and none that they enqueue.
    func runPass() {
        guard !local.isEmpty else { return }
        let executor = asUnownedTaskExecutor()
        for job in local.take() { job.runSynchronously(on: executor) }
    }
}

extension Array {
    /// The elements, leaving the array empty.
    fileprivate mutating func take() -> [Element] {
        let elements = self
        self = []
        return elements
    }
}
