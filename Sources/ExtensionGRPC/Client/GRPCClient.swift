package import Logging
import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix

/// A client of one or several servers that offer the same: it keeps connections to them, and finds one for each call.
///
/// A unary call that no server has looked at, because its stream was refused or never left, is repeated within its deadline; any other
/// isn't, unless its options say that it may be. `RPCError.isUnprocessed` says which of the two a failed call was. The client has to be
/// closed before its event loops are.
package final class GRPCClient: Sendable {
    typealias Pool = ConnectionPool<ClientConnection>
    typealias Lease = PoolLease<ClientConnection>

    struct State: Sendable {
        var pool: Pool
        var waiters: [Int: LeaseWaiter] = [:]
        /// Every connection that isn't closed, also those that are being made and those that drain.
        var connections: [PoolSlotID: ClientConnection] = [:]
        var healthWatches: [PoolSlotID: Task<Void, Never>] = [:]
        /// Who waits until no call has a connection.
        var onIdle: [EventLoopPromise<Void>] = []
    }

    let configuration: GRPCClientConfiguration
    let loops: [LoopContext]
    let logger: Logger
    let state: NIOLockedValueBox<State>
    private let loopNumbers: [ObjectIdentifier: Int]

    /// Begins to connect at once if the configuration says so.
    package init(
        configuration: GRPCClientConfiguration,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger
    ) {
        self.configuration = configuration
        self.logger = logger
        let loops = Array(group.makeIterator()).map { LoopContext(eventLoop: $0) }
        self.loops = loops
        loopNumbers = Dictionary(uniqueKeysWithValues: loops.indices.map { (ObjectIdentifier(loops[$0].eventLoop), $0) })
        state = NIOLockedValueBox(
            State(pool: Pool(targets: configuration.addresses.count, loops: loops.count, configuration: configuration.pool))
        )
        update { $0.start(at: $1) }
    }

    /// The pool's number of the loop that this is called on.
    var currentLoop: Int? {
        MultiThreadedEventLoopGroup.currentEventLoop.flatMap { loopNumbers[ObjectIdentifier($0)] }
    }

    /// Tells the pool something, and does what it wants done.
    @discardableResult
    func update<Value: Sendable>(_ body: (inout Pool, _ now: Int64) -> Value) -> Value {
        let (value, actions) = state.withLockedValue { state in
            let value = body(&state.pool, LoopContext.now())
            return (value, state.pool.takeActions())
        }
        if !actions.isEmpty { actions.forEach(perform) }
        return value
    }

    // MARK: The end

    /// Takes no more calls: those that wait for a connection fail with UNAVAILABLE, those that are in flight may go on for so long. Then
    /// closes all connections.
    package func close(within limit: Duration = .seconds(10)) async {
        update { pool, _ in pool.close() }
        await idle(within: limit)
        while let connection = state.withLockedValue({ $0.connections.popFirst()?.value }) { await connection.close() }
    }

    private func idle(within limit: Duration) async {
        let promise = loops[0].eventLoop.makePromise(of: Void.self)
        let isIdle = state.withLockedValue { state in
            if state.pool.activeCalls > 0 { state.onIdle.append(promise) }
            return state.pool.activeCalls == 0
        }
        if isIdle { return promise.succeed() }
        let cutOff = loops[0].eventLoop.scheduleTask(in: .nanoseconds(limit.nanoseconds)) { promise.succeed() }
        try? await promise.futureResult.get()
        cutOff.cancel()
    }

    func becameIdle() {
        let waiting = state.withLockedValue { state in
            defer { state.onIdle = [] }
            return state.onIdle
        }
        for promise in waiting { promise.succeed() }
    }
}
