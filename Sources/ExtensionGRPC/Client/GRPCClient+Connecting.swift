import Logging
import NIOConcurrencyHelpers
import NIOCore

// Does what the pool wants done, and tells it what becomes of it.
extension GRPCClient {
    func perform(_ action: PoolAction<ClientConnection>) {
        switch action {
        case .resume(let id, let answer): resume(id, answer)
        case .connect(let slot, let address, let loop): connect(slot, address, on: loops[loop])
        case .retry(let endpoint, let delay): schedule(after: delay) { $0.update { pool, _ in pool.retryDue(endpoint: endpoint) } }
        case .resolve(let target, let delay): schedule(after: delay) { $0.resolve(target) }
        case .retire(let connection): connection.loop.execute { connection.retire() }
        case .reachability(let address, let failure): log(address, failure)
        }
    }

    private func schedule(after delay: Int64, _ body: @escaping @Sendable (GRPCClient) -> Void) {
        guard delay > 0 else { return body(self) }
        loops[0].eventLoop.scheduleTask(in: .nanoseconds(delay)) { [weak self] in
            if let self { body(self) }
        }
    }

    private func log(_ address: PoolAddress, _ failure: RPCError?) {
        if let failure {
            logger.warning("A server can't be reached", metadata: ["server": "\(address.text)", "error": "\(failure.status.message)"])
        } else {
            logger.info("A server can be reached again", metadata: ["server": "\(address.text)"])
        }
    }

    private func resolve(_ target: Int) {
        let (resolver, address) = (configuration.resolver, configuration.addresses[target])
        Task {
            let result = await resolver.addresses(of: address)
            update { $0.resolved(target, result, at: $1) }
        }
    }

    // MARK: Connections

    private func connect(_ slot: PoolSlotID, _ address: PoolAddress, on loop: LoopContext) {
        let target = configuration.addresses[address.target]
        let connection = ClientConnection(
            loop: loop,
            authority: target.authority,
            configuration: configuration.connection(to: target)
        ) { self.handle($1, of: $0, slot) }
        let isWanted = state.withLockedValue { state in
            if !state.pool.isClosed { state.connections[slot] = connection }
            return !state.pool.isClosed
        }
        guard isWanted else { return }
        Task {
            do throws(RPCError) {
                try await connection.connect(to: address.socket)
            } catch {
                handle(.closed(error, hasAnswered: false), of: connection, slot)
            }
        }
    }

    private func handle(_ event: ClientConnection.Event, of connection: ClientConnection, _ slot: PoolSlotID) {
        switch event {
        case .ready(let limit): ready(connection, slot, callLimit: limit)
        case .callLimit(let limit): update { pool, _ in pool.callLimitChanged(slot, to: limit) }
        case .draining: update { $0.draining(slot, at: $1) }
        case .closed(let error, let hasAnswered):
            let watch = state.withLockedValue { state in
                state.connections[slot] = nil
                return state.healthWatches.removeValue(forKey: slot)
            }
            watch?.cancel()
            update { $0.ended(slot, error, wasUseful: hasAnswered, at: $1) }
        }
    }

    // MARK: Health

    private func ready(_ connection: ClientConnection, _ slot: PoolSlotID, callLimit: Int) {
        guard let watch = configuration.healthWatch else {
            return update { $0.connected(slot, connection, callLimit: callLimit, at: $1) }
        }
        let limit = configuration.connection.connectTimeout.nanoseconds
        let cutOff = connection.loop.eventLoop.scheduleTask(in: .nanoseconds(limit)) { self.expectHealth(of: connection, slot) }
        let task = Task {
            await watch(connection) { isServing in
                cutOff.cancel()
                self.update { $0.reported(slot, isServing: isServing, connection, callLimit: callLimit, at: $1) }
            }
        }
        state.withLockedValue { $0.healthWatches[slot] = task }
    }

    private func expectHealth(of connection: ClientConnection, _ slot: PoolSlotID) {
        if update({ pool, _ in pool.isConnecting(slot) }) { connection.close("the server doesn't say whether it is healthy") }
    }
}
