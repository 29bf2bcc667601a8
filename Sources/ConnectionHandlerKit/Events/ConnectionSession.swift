import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import NIOCore

/// One connection of a device: its events on their way to its handler, from whatever event loop they come, and what is known of it.
final class ConnectionSession: Sendable {
    typealias Queue = EventQueue<EventOrigin>

    private struct State {
        var queue: Queue
        /// The handler's task, when it waits for an event.
        var reader: CheckedContinuation<Queue.Entry?, Never>?
        /// Streams that wait for room.
        var waitingForRoom: [CheckedContinuation<Void, Never>] = []
        var socket: SocketInfo?
        var isAdopted = false
        var hasKeepalive = false
        var task: Task<Void, Never>?
        var executor: (any TaskExecutor)?
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
    var hasEnded: Bool { state.withLockedValue { $0.queue.hasEnded } }
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

    /// Acknowledges everything that waits, without handling it; the handler sees the end only.
    func abandon(_ reason: CloseReason) { acknowledge(change { $0.queue.abandon(reason, .kit) }) }

    /// Acknowledges everything that waits, without handling it; nothing more is taken.
    func end() { acknowledge(change { $0.queue.end() }) }

    private func acknowledge(_ entries: [Queue.Entry]) {
        for entry in entries { entry.origin.acknowledge() }
    }

    /// Waits until an event more finds room.
    func roomForMore() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLockedValue { state in
                if !state.queue.hasRoom { state.waitingForRoom.append(continuation) }
                return state.queue.hasRoom
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// The next event; nil when there will be none. For the handler's task.
    func next() async -> Queue.Entry? {
        await withCheckedContinuation { continuation in
            change { state in
                precondition(state.reader == nil, "one task reads the events of a connection")
                state.reader = continuation
            }
        }
    }

    /// Changes the state; then the handler goes on if there is something for it, and streams do if there is room.
    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, reader, entry, roomy) = state.withLockedValue { state in
            let value = body(&state)
            var entry: Queue.Entry?
            var reader: CheckedContinuation<Queue.Entry?, Never>?
            if let waiting = state.reader {
                entry = state.queue.next()
                if entry != nil || state.queue.hasEnded {
                    reader = waiting
                    state.reader = nil
                }
            }
            var roomy: [CheckedContinuation<Void, Never>] = []
            if !state.waitingForRoom.isEmpty, state.queue.hasRoom { swap(&roomy, &state.waitingForRoom) }
            return (value, reader, entry, roomy)
        }
        reader?.resume(returning: entry)
        for waiter in roomy { waiter.resume() }
        return value
    }

    // MARK: The handler's task

    /// Where the task runs: the connection's home.
    var executor: (any TaskExecutor)? { state.withLockedValue { $0.executor } }

    /// Starts the task within the lock, so that it isn't done before it is known.
    func start(on executor: any TaskExecutor, _ work: @escaping @Sendable () async -> Void) {
        state.withLockedValue { state in
            state.executor = executor
            state.task = Task.detached(executorPreference: executor, operation: work)
        }
    }

    /// Waits until the handler has ended. One that hasn't begun won't.
    func finish() async {
        guard let task = state.withLockedValue({ $0.task }) else { return end() }
        await task.value
    }

    func cancel() { state.withLockedValue { $0.task }?.cancel() }

    // MARK: Silence

    func isIdle(since time: NIODeadline) -> Bool {
        state.withLockedValue { $0.lastActive <= time && $0.queue.isOpen && !$0.queue.isClosing && !$0.queue.hasEnded }
    }

    /// Whether the handler has ignored the close for so long.
    func isStuck(since time: NIODeadline) -> Bool { state.withLockedValue { $0.lastActive <= time && $0.queue.isClosing } }

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
