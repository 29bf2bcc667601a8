import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOCore

/// One connection of a device: its events on their way to its handler, from whatever event loop they come, and what is known of it.
final class ConnectionSession: LoopWork {
    typealias Queue = EventQueue<EventOrigin>

    private struct State {
        var queue: Queue
        /// Nil until the connection is open.
        var run: (any ConnectionRun)?
        /// There is one while there are events to be handled.
        var task: Task<Void, Never>?
        /// What the task begins with.
        var begun: (run: any ConnectionRun, first: Queue.Entry)?
        /// The task is being cancelled, or was.
        var isCancelled = false
        /// Who waits for the end of the task.
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
        /// Streams that wait for room.
        var waitingForRoom: [CheckedContinuation<Void, Never>] = []
        var socket: SocketInfo?
        var isAdopted = false
        var isSuperseded = false
        var hasKeepalive = false
        /// Where tasks run: the connection's home.
        var home: LoopTasks?
        var lastActive = NIODeadline.now()
        var failedProbes = 0
    }

    let id: String
    let gateway: any GatewayAdapter
    private let state: NIOLockedValueBox<State>

    init(id: String, gateway: any GatewayAdapter, queueLimit: Int) {
        self.id = id
        self.gateway = gateway
        state = NIOLockedValueBox(State(queue: Queue(limit: queueLimit)))
    }

    var socket: SocketInfo? { state.withLockedValue { $0.socket } }
    var isAdopted: Bool { state.withLockedValue { $0.isAdopted } }
    /// Whether nothing can be asked of the gateway any more.
    var hasEnded: Bool { state.withLockedValue { $0.queue.hasEnded || $0.isSuperseded } }
    /// Whether the handler has an event, be it the last one.
    var isHandling: Bool { state.withLockedValue { $0.task != nil } }
    var isOnlyClosed: Bool { state.withLockedValue { $0.queue.isOnlyClosed } }

    /// Whether the gateway watches over the device's silence, by a call of the handler's.
    var hasKeepalive: Bool {
        get { state.withLockedValue { $0.hasKeepalive } }
        set { state.withLockedValue { $0.hasKeepalive = newValue } }
    }

    // MARK: Events

    /// Lets the handler begin, once. A connection without `socket` is one whose opening wasn't seen.
    func open(_ socket: SocketInfo?, _ origin: EventOrigin) -> Bool {
        change { state in
            guard state.queue.open(origin) else { return false }
            state.socket = socket
            state.isAdopted = socket == nil
            return true
        }
    }

    func append(_ event: ConnectionEvent, _ origin: EventOrigin) -> Queue.Admission {
        change { state in
            state.lastActive = .now()
            state.failedProbes = 0
            return state.queue.append(event, origin)
        }
    }

    func close(_ reason: CloseReason, _ origin: EventOrigin, isDue: Bool = true) -> Bool {
        change { state in
            state.lastActive = .now()
            return state.queue.close(reason, origin, isDue: isDue)
        }
    }

    func closeIsDue() { change { $0.queue.closeIsDue() } }

    /// Whether an opening with that socket isn't this connection's own, repeated or late, but that of another of the same name.
    func isAnother(_ socket: SocketInfo) -> Bool {
        state.withLockedValue { $0.queue.hasEnded || ($0.queue.isOpen && !$0.isAdopted && $0.socket != socket) }
    }

    /// The name is another connection's from now on: the handler sees the end, and can't call that one. False if it has ended before.
    func supersede() -> Bool {
        let left: [Queue.Entry]? = change { state in
            state.isSuperseded = true
            return state.queue.hasEnded ? nil : state.queue.abandon(.lost, .kit)
        }
        guard let left else { return false }
        acknowledge(left)
        cancel()
        return true
    }

    /// Acknowledges everything that waits, without handling it; the handler sees the end only.
    func abandon(_ reason: CloseReason) { acknowledge(change { $0.queue.abandon(reason, .kit) }) }

    /// Acknowledges everything that waits, without handling it; nothing more is taken. Lets go of the handler, which knows its session.
    func end() {
        let left = change { state in
            state.run = nil
            return state.queue.end()
        }
        acknowledge(left)
    }

    private func acknowledge(_ entries: [Queue.Entry]) {
        for entry in entries { entry.origin.acknowledge() }
    }

    /// Waits until an event more finds room, or ``wakeStreams()`` is called; not at all where `isImpatient`.
    func roomForMore(orIf isImpatient: () -> Bool) async {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLockedValue { state in
                let goesOn = state.queue.hasRoom || isImpatient()
                if !goesOn { state.waitingForRoom.append(continuation) }
                return goesOn
            }
            if goesOn { continuation.resume() }
        }
    }

    /// Has all streams go on that wait for room.
    func wakeStreams() {
        let waiting = state.withLockedValue { state in
            defer { state.waitingForRoom = [] }
            return state.waitingForRoom
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Changes the state; then the handler goes on if there is something for it, and streams do if there is room.
    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, roomy) = state.withLockedValue { state in
            let value = body(&state)
            startTask(&state)
            var roomy: [CheckedContinuation<Void, Never>] = []
            if !state.waitingForRoom.isEmpty, state.queue.hasRoom { swap(&roomy, &state.waitingForRoom) }
            return (value, roomy)
        }
        for waiter in roomy { waiter.resume() }
        return value
    }

    // MARK: The handler's task

    /// Has events handled from now on.
    func start(_ run: any ConnectionRun, on home: LoopTasks) {
        change { state in
            state.run = run
            state.home = home
        }
    }

    /// An idle connection has no task, since one takes several kilobytes. Started within the lock, so that it isn't done before it is known.
    private func startTask(_ state: inout State) {
        guard state.task == nil, let run = state.run, let home = state.home, let first = state.queue.next() else { return }
        state.begun = (run, first)
        state.task = home.begin(self)
    }

    /// Has the handler take one event after the other, until there is none. The rest of it is done in functions of their own, which don't
    /// add to what the task keeps while the handler waits.
    func run() async -> Bool {
        let run = takeFirst()
        while true {
            await run.handle()
            if let mayBeReused = takeNext(run) { return mayBeReused }
        }
    }

    @inline(never)
    private func takeFirst() -> any ConnectionRun {
        var begun: (run: any ConnectionRun, first: Queue.Entry)?
        state.withLockedValue { swap(&begun, &$0.begun) }
        guard let begun else { preconditionFailure("a task without an event") }
        begun.run.take(begun.first)
        return begun.run
    }

    /// Nil if there is another event. Without one the task has no more to do with the connection: whether it may go on elsewhere.
    @inline(never)
    private func takeNext(_ run: any ConnectionRun) -> Bool? {
        var waiting: [CheckedContinuation<Void, Never>] = []
        let mayBeReused: Bool? = change { state in
            if let next = state.queue.next() {
                run.take(next)
                return nil
            }
            state.task = nil
            swap(&waiting, &state.waitingForEnd)
            return !state.isCancelled
        }
        for waiter in waiting { waiter.resume() }
        return mayBeReused
    }

    /// Waits until the handler has ended. One that hasn't begun won't.
    func finish() async {
        while state.withLockedValue({ $0.task != nil }) { await taskEnd() }
        end()
    }

    private func taskEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLockedValue { state in
                if state.task != nil { state.waitingForEnd.append(continuation) }
                return state.task == nil
            }
            if hasEnded { continuation.resume() }
        }
    }

    func cancel() {
        let task = state.withLockedValue { state in
            state.isCancelled = state.isCancelled || state.task != nil
            return state.task
        }
        task?.cancel()
    }

    // MARK: Silence

    func isIdle(since time: NIODeadline) -> Bool {
        state.withLockedValue { $0.lastActive <= time && $0.queue.isOpen && !$0.queue.isClosing && !$0.queue.hasEnded }
    }

    /// Whether the handler has ignored the close for so long, or isn't done with it.
    func isStuck(since time: NIODeadline) -> Bool {
        state.withLockedValue { $0.lastActive <= time && ($0.queue.isClosing || $0.queue.hasEnded) }
    }

    /// Counts an attempt to ask the gateway for the connection that came to nothing. Returns how many there were.
    func probeFailed() -> Int {
        state.withLockedValue { state in
            state.failedProbes += 1
            return state.failedProbes
        }
    }

    /// The gateway does have the connection.
    func probeSucceeded() {
        state.withLockedValue { state in
            state.lastActive = .now()
            state.failedProbes = 0
        }
    }
}
