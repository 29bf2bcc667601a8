/// What a pool has to know of a call.
struct PoolCall: Sendable {
    var key: AffinityKey?
    /// The number of the loop that it is made on; nil off the pool's loops.
    var loop: Int?
    /// Whether it waits for a server, however long that takes, rather than fail when none can be reached.
    var waitsForReady = false
}

/// A call that waits for a connection.
struct PoolWaiter: Sendable {
    let id: Int
    let call: PoolCall
}

/// One use of a connection of a pool. A slot has several, one after the other.
struct PoolSlotID: Sendable, Hashable {
    let endpoint: Int
    let index: Int
    let use: Int
}

/// The right to make one call on a connection. It is given back when the call has ended.
struct PoolLease<Connection: Sendable>: Sendable {
    let slot: PoolSlotID
    let connection: Connection
}

/// Where a call is to go.
enum PoolPlacement<Connection: Sendable>: Sendable {
    case lease(PoolLease<Connection>)
    /// A `resume` of that number follows, unless the call is removed.
    case waiting(Int)
    case failed(RPCError)
}

/// What a pool wants done.
enum PoolAction<Connection: Sendable>: Sendable {
    case resume(Int, Result<PoolLease<Connection>, RPCError>)
    /// Connect, and report `connected` or `ended`.
    case connect(PoolSlotID, PoolAddress, loop: Int)
    /// Report `retryDue` after so many nanoseconds.
    case retry(endpoint: Int, after: Int64)
    /// Resolve the target's name after so many nanoseconds, and report `resolved`.
    case resolve(target: Int, after: Int64)
    /// Nothing more is begun on it; close it when its calls have ended.
    case retire(Connection)
    /// For the log: nothing at that address can be reached, or it can be again (nil).
    case reachability(PoolAddress, RPCError?)
}
