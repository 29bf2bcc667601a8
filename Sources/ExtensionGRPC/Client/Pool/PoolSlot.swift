import NIOCore

/// One connection of a pool, or the place for it.
struct PoolSlot<Connection: Sendable>: Sendable {
    enum State: Sendable {
        case idle
        case connecting
        case ready(Connection)
    }

    /// The number of the loop that its connections live on.
    let loop: Int
    private(set) var state = State.idle
    /// How many connections there were. Tells reports of an earlier one apart.
    private(set) var use = 0
    private(set) var readySince: Int64 = 0
    /// Calls that the connection takes at once.
    var limit = 0
    private(set) var active = 0
    /// Calls that have to go to this connection, and came when it wasn't ready or took no more.
    var waiting = CircularBuffer<PoolWaiter>()

    init(loop: Int) { self.loop = loop }

    var isIdle: Bool { if case .idle = state { true } else { false } }
    var isConnecting: Bool { if case .connecting = state { true } else { false } }
    var connection: Connection? { if case .ready(let connection) = state { connection } else { nil } }
    var isReady: Bool { connection != nil }
    var hasRoom: Bool { isReady && active < limit }

    mutating func beginConnecting() {
        use += 1
        state = .connecting
    }

    mutating func becomeReady(_ connection: Connection, limit: Int, at now: Int64) {
        state = .ready(connection)
        self.limit = limit
        active = 0
        readySince = now
    }

    /// Gives its connection up, and returns the calls that waited for it.
    mutating func empty() -> CircularBuffer<PoolWaiter> {
        use += 1
        state = .idle
        active = 0
        defer { waiting = [] }
        return waiting
    }

    /// Counts one more call, and returns the connection that takes it.
    mutating func begin() -> Connection {
        guard case .ready(let connection) = state else { preconditionFailure("a call on a connection that isn't ready") }
        active += 1
        return connection
    }

    mutating func end() { active -= 1 }
}
