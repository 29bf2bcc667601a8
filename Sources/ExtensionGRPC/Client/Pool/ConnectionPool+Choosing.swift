// Which connection a call takes.
extension ConnectionPool {
    enum Decision {
        case go(PoolPosition)
        case wait(PoolQueue)
        case fail(RPCError)
    }

    mutating func decide(_ call: PoolCall, at now: Int64) -> Decision {
        if isClosed { return .fail(Self.closed) }
        // A key can't tell its server from others before all are known.
        if call.key != nil, !isComplete {
            resolve(at: now)
            return .wait(.stranded)
        }
        if let key = call.key, let endpoint = preferredEndpoint(for: key) { return decide(key, endpoint) }
        guard call.key == nil, endpoints.contains(where: { $0.isUsable }) else { return decideWithoutServer(call, at: now) }
        return decideFreely(call.loop)
    }

    private mutating func decideWithoutServer(_ call: PoolCall, at now: Int64) -> Decision {
        let failure = endpoints.lazy.compactMap(\.failure).first ?? targets.lazy.compactMap(\.failure).first
        if endpoints.isEmpty { resolve(at: now) }
        let isHopeful = endpoints.isEmpty && targets.contains { $0.failure == nil }
        return call.waitsForReady || isHopeful ? .wait(.stranded) : .fail(Self.noServer(failure))
    }

    // MARK: With a key

    private mutating func decide(_ key: AffinityKey, _ endpoint: Int) -> Decision {
        let position = PoolPosition(endpoint: endpoint, slot: endpoints[endpoint].slot(for: key))
        if self[position].hasRoom { return .go(position) }
        if self[position].isIdle { connect(position) }
        return .wait(.slot(position))
    }

    // A loop, since closures would copy the pool.
    private func preferredEndpoint(for key: AffinityKey) -> Int? {
        var preferred: (endpoint: Int, weight: UInt64)?
        for endpoint in endpoints.indices where endpoints[endpoint].isUsable {
            let weight = endpoints[endpoint].weight(for: key)
            if preferred.map({ $0.weight <= weight }) ?? true { preferred = (endpoint, weight) }
        }
        return preferred?.endpoint
    }

    // MARK: Without a key

    /// A connection of the caller's loop if there is one, any other if not; another one is opened where all are busy.
    private mutating func decideFreely(_ loop: Int?) -> Decision {
        let turn = nextTurn()
        let local = loop.flatMap { loop in position(from: turn) { $0.hasRoom && $0.loop == loop } }
        if let local { return .go(local) }
        if let loop, let idle = idlePosition(from: turn, where: { $0.loop == loop }) { connect(idle) }
        if let other = position(from: turn, where: \.hasRoom) { return .go(other) }
        let isConnecting = endpoints.contains { $0.isUsable && $0.slots.contains(where: \.isConnecting) }
        if !isConnecting, let idle = idlePosition(from: turn, where: { _ in true }) { connect(idle) }
        return .wait(.unkeyed)
    }

    /// A slot that may be connected: not where that has just failed, which is tried again when its time has come.
    private func idlePosition(from turn: Int, where isWanted: (PoolSlot<Connection>) -> Bool) -> PoolPosition? {
        positions(from: turn).first { endpoints[$0.endpoint].failure == nil && self[$0].isIdle && isWanted(self[$0]) }
    }

    private func position(from turn: Int, where isWanted: (PoolSlot<Connection>) -> Bool) -> PoolPosition? {
        positions(from: turn).first { isWanted(self[$0]) }
    }

    /// The slots of usable addresses, beginning elsewhere at every turn.
    private func positions(from turn: Int) -> some Sequence<PoolPosition> {
        let (count, size) = (endpoints.count, configuration.connectionsPerAddress)
        return (0..<(count * size)).lazy
            .map { PoolPosition(endpoint: (turn + $0) % count, slot: (turn / count + $0 / count) % size) }
            .filter { endpoints[$0.endpoint].isUsable }
    }

    // MARK: Errors

    static func noServer(_ failure: RPCError?) -> RPCError {
        RPCError(.unavailable, "no server can be reached" + (failure.map { ": \($0.status.message)" } ?? "")).unprocessed()
    }

    static var closed: RPCError { RPCError(.unavailable, "the client is closed").unprocessed() }
    static var tooManyWait: RPCError { RPCError(.resourceExhausted, "too many calls wait for a connection").unprocessed() }
}
