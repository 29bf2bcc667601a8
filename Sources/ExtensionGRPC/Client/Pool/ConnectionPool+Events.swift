import NIOCore

// What a pool is told.
extension ConnectionPool {
    mutating func start(at now: Int64) {
        if configuration.connectsEagerly { resolve(at: now) }
    }

    // MARK: Names

    /// Has the names resolved that aren't being resolved, and weren't a moment ago.
    mutating func resolve(at now: Int64) {
        for target in targets.indices where !targets[target].isResolving {
            if let last = targets[target].lastResolved, now - last < configuration.backoff.initial.nanoseconds { continue }
            targets[target].isResolving = true
            act(.resolve(target: target, after: 0))
        }
    }

    mutating func resolved(_ target: Int, _ result: Result<[SocketAddress], RPCError>, at now: Int64) {
        guard !isClosed else { return }
        targets[target].isResolving = false
        targets[target].lastResolved = now
        isComplete = targets.allSatisfy { $0.lastResolved != nil }
        switch result {
        case .success(let addresses): replaceAddresses(of: target, with: addresses, at: now)
        case .failure(let error): resolvingFailed(target, error)
        }
        placeStrandedAgain(at: now)
    }

    private mutating func resolvingFailed(_ target: Int, _ error: RPCError) {
        targets[target].failure = error
        targets[target].failures += 1
        targets[target].isResolving = true
        act(.resolve(target: target, after: configuration.backoff.delay(afterFailures: targets[target].failures, random: random())))
    }

    private mutating func replaceAddresses(of target: Int, with addresses: [SocketAddress], at now: Int64) {
        targets[target].failure = nil
        targets[target].failures = 0
        let removed = endpoints.filter { $0.address.target == target && !addresses.contains($0.address.socket) }
        endpoints.removeAll { endpoint in removed.contains { $0.id == endpoint.id } }
        for connection in removed.flatMap(\.slots).compactMap(\.connection) { act(.retire(connection)) }
        for address in addresses where !endpoints.contains(where: { $0.address.socket == address }) {
            addEndpoint(PoolAddress(target: target, socket: address))
            if configuration.connectsEagerly { connectIdle(endpoints.count - 1) }
        }
        placeAgain(removed.flatMap(\.slots).flatMap(\.waiting), at: now)
        placeUnkeyedAgain(at: now)
    }

    // MARK: Connections

    /// A connection is ready for calls. One that isn't wanted any more is retired.
    mutating func connected(_ slot: PoolSlotID, _ connection: Connection, callLimit: Int, at now: Int64) {
        guard let position = locate(slot), self[position].isConnecting else { return act(.retire(connection)) }
        self[position].becomeReady(connection, limit: min(callLimit, configuration.maximumConcurrentCalls), at: now)
        recover(position.endpoint)
        if configuration.connectsEagerly { connectIdle(position.endpoint) }
        placeStrandedAgain(at: now)
        serveWaiting(at: position)
        placeUnkeyedAgain(at: now)
    }

    /// The server takes so many calls at once from now on.
    mutating func callLimitChanged(_ slot: PoolSlotID, to limit: Int) {
        guard let position = locate(slot) else { return }
        self[position].limit = min(limit, configuration.maximumConcurrentCalls)
        serveWaiting(at: position)
    }

    /// The server takes no new calls on a connection. It leaves the pool; its calls go on.
    mutating func draining(_ slot: PoolSlotID, at now: Int64) {
        guard let position = locate(slot), self[position].isReady else { return }
        vacate(position, failure: nil, at: now)
    }

    /// A connection wasn't made, or is lost. One that was lost at once, without any use, is as good as not made.
    mutating func ended(_ slot: PoolSlotID, _ error: RPCError, wasUseful: Bool, at now: Int64) {
        guard let position = locate(slot), !self[position].isIdle else { return }
        let lasted = now - self[position].readySince >= configuration.backoff.initial.nanoseconds
        let isFailure = self[position].isConnecting || !(wasUseful || lasted)
        vacate(position, failure: isFailure ? error : nil, at: now)
    }

    private mutating func vacate(_ position: PoolPosition, failure: RPCError?, at now: Int64) {
        let waiters = self[position].empty()
        // What it said last is old by the time somebody asks again.
        if !endpoints[position.endpoint].slots.contains(where: \.isReady) { endpoints[position.endpoint].isServing = true }
        if let failure {
            failed(position.endpoint, failure)
        } else if configuration.connectsEagerly {
            connect(position)
        }
        resolve(at: now)
        placeAgain(waiters, at: now)
        placeUnkeyedAgain(at: now)
    }

    // MARK: Health

    /// What the server says of itself. While it isn't serving, its calls go elsewhere. The first report makes a connection ready.
    mutating func reported(
        _ slot: PoolSlotID,
        isServing: Bool,
        _ connection: Connection,
        callLimit: Int,
        at now: Int64
    ) {
        guard let position = locate(slot) else { return }
        setServing(isServing, position.endpoint, at: now)
        if self[position].isConnecting { connected(slot, connection, callLimit: callLimit, at: now) }
    }

    private mutating func setServing(_ isServing: Bool, _ endpoint: Int, at now: Int64) {
        guard endpoints[endpoint].isServing != isServing else { return }
        endpoints[endpoint].isServing = isServing
        guard isServing else { return moveWaiting(from: endpoint, at: now) }
        placeStrandedAgain(at: now)
        placeUnkeyedAgain(at: now)
    }

    /// Whether a connection is still being made. Until its server has said how it is, it is.
    func isConnecting(_ slot: PoolSlotID) -> Bool { locate(slot).map { self[$0].isConnecting } ?? false }

    private mutating func moveWaiting(from endpoint: Int, at now: Int64) {
        var waiters: [PoolWaiter] = []
        for index in endpoints[endpoint].slots.indices {
            waiters += Array(endpoints[endpoint].slots[index].waiting)
            endpoints[endpoint].slots[index].waiting = []
        }
        placeAgain(waiters, at: now)
        placeUnkeyedAgain(at: now)
    }

    private mutating func failed(_ endpoint: Int, _ error: RPCError) {
        if endpoints[endpoint].failure == nil { act(.reachability(endpoints[endpoint].address, error)) }
        endpoints[endpoint].failure = error
        guard !endpoints[endpoint].isRetryScheduled else { return }
        endpoints[endpoint].isRetryScheduled = true
        endpoints[endpoint].failures += 1
        let delay = configuration.backoff.delay(afterFailures: endpoints[endpoint].failures, random: random())
        act(.retry(endpoint: endpoints[endpoint].id, after: delay))
    }

    private mutating func recover(_ endpoint: Int) {
        if endpoints[endpoint].failure != nil { act(.reachability(endpoints[endpoint].address, nil)) }
        endpoints[endpoint].failure = nil
        endpoints[endpoint].failures = 0
    }

    /// The wait after a failure is over: one connection tries for all.
    mutating func retryDue(endpoint id: Int) {
        guard let endpoint = endpoints.firstIndex(where: { $0.id == id }) else { return }
        endpoints[endpoint].isRetryScheduled = false
        guard endpoints[endpoint].failure != nil, !endpoints[endpoint].slots.contains(where: \.isConnecting) else { return }
        if let slot = endpoints[endpoint].slots.firstIndex(where: \.isIdle) { connect(PoolPosition(endpoint: endpoint, slot: slot)) }
    }

    private mutating func connectIdle(_ endpoint: Int) {
        for slot in endpoints[endpoint].slots.indices where endpoints[endpoint].slots[slot].isIdle {
            connect(PoolPosition(endpoint: endpoint, slot: slot))
        }
    }

    // MARK: Who waits

    private mutating func placeStrandedAgain(at now: Int64) {
        let waiters = stranded
        stranded = []
        placeAgain(waiters, at: now)
    }

    private mutating func placeUnkeyedAgain(at now: Int64) {
        let waiters = unkeyed
        unkeyed = []
        placeAgain(waiters, at: now)
    }
}
