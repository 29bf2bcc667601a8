import NIOCore

/// Decides which connection a call takes, and which connections there are to be. Does no IO: it is told what happens, and says in
/// `takeActions` what is to be done. Times are nanoseconds of any clock.
struct ConnectionPool<Connection: Sendable>: Sendable {
    struct Configuration: Sendable {
        var connectionsPerAddress = 1
        var connectsEagerly = false
        var maximumConcurrentCalls = Int.max
        var maximumWaitingCalls = 10_000
        var backoff = ConnectBackoff()
    }

    /// A name, or an address, that calls may go to.
    struct Target: Sendable {
        var isResolving = false
        var failure: RPCError?
        var failures = 0
        var lastResolved: Int64?
    }

    let configuration: Configuration
    let loopCount: Int
    /// A number from -1 to 1, for the jitter.
    let random: @Sendable () -> Double
    var targets: [Target]
    /// Every name has been resolved, or couldn't be, at least once.
    var isComplete = false
    var endpoints: [PoolEndpoint<Connection>] = []
    /// Calls without a key that found every connection busy, or none that is ready.
    var unkeyed = CircularBuffer<PoolWaiter>()
    /// Calls for which there is no server.
    var stranded = CircularBuffer<PoolWaiter>()
    private(set) var isClosed = false
    /// Calls that have a lease.
    private(set) var activeCalls = 0
    private var actions: [PoolAction<Connection>] = []
    private var lastEndpoint = 0
    private var lastWaiter = 0
    private var waitingCount = 0
    private var turn: UInt32 = 0

    init(
        targets: Int,
        loops: Int,
        configuration: Configuration,
        random: @escaping @Sendable () -> Double = { .random(in: -1...1) }
    ) {
        self.targets = Array(repeating: Target(), count: targets)
        loopCount = loops
        self.configuration = configuration
        self.random = random
    }

    /// What is to be done, once.
    mutating func takeActions() -> [PoolAction<Connection>] {
        guard !actions.isEmpty else { return [] }
        defer { actions = [] }
        return actions
    }

    mutating func act(_ action: PoolAction<Connection>) { actions.append(action) }

    // MARK: Calls

    mutating func place(_ call: PoolCall, at now: Int64) -> PoolPlacement<Connection> {
        switch decide(call, at: now) {
        case .go(let position): return .lease(lease(position))
        case .fail(let error): return .failed(error)
        case .wait(let queue):
            guard waitingCount < configuration.maximumWaitingCalls else { return .failed(Self.tooManyWait) }
            lastWaiter += 1
            enqueue(PoolWaiter(id: lastWaiter, call: call), queue)
            return .waiting(lastWaiter)
        }
    }

    /// The call that had the lease has ended.
    mutating func release(_ slot: PoolSlotID) {
        activeCalls -= 1
        guard let position = locate(slot) else { return }
        self[position].end()
        serveWaiting(at: position)
    }

    /// The call doesn't wait any more. False when it had a connection already, or an error.
    mutating func remove(waiter id: Int) -> Bool {
        if stranded.remove(waiter: id) || unkeyed.remove(waiter: id) || removeFromSlots(waiter: id) {
            waitingCount -= 1
            return true
        }
        return false
    }

    private mutating func removeFromSlots(waiter id: Int) -> Bool {
        for endpoint in endpoints.indices {
            for slot in endpoints[endpoint].slots.indices where endpoints[endpoint].slots[slot].waiting.remove(waiter: id) { return true }
        }
        return false
    }

    /// Finds a place for calls that waited for what doesn't come any more, in their order.
    mutating func placeAgain(_ waiters: some Sequence<PoolWaiter>, at now: Int64) {
        for waiter in waiters {
            waitingCount -= 1
            switch decide(waiter.call, at: now) {
            case .go(let position): act(.resume(waiter.id, .success(lease(position))))
            case .fail(let error): act(.resume(waiter.id, .failure(error)))
            case .wait(let queue): enqueue(waiter, queue)
            }
        }
    }

    /// Gives a slot's connection to the calls that wait for it, and then to those that take any.
    mutating func serveWaiting(at position: PoolPosition) {
        let takesAny = endpoints[position.endpoint].isUsable
        while self[position].hasRoom {
            guard let waiter = self[position].waiting.popFirst() ?? (takesAny ? unkeyed.popFirst() : nil) else { return }
            waitingCount -= 1
            act(.resume(waiter.id, .success(lease(position))))
        }
    }

    private mutating func lease(_ position: PoolPosition) -> PoolLease<Connection> {
        activeCalls += 1
        let connection = self[position].begin()
        return PoolLease(slot: id(of: position), connection: connection)
    }

    private mutating func enqueue(_ waiter: PoolWaiter, _ queue: PoolQueue) {
        waitingCount += 1
        switch queue {
        case .slot(let position): self[position].waiting.append(waiter)
        case .unkeyed: unkeyed.append(waiter)
        case .stranded: stranded.append(waiter)
        }
    }

    // MARK: Slots

    subscript(position: PoolPosition) -> PoolSlot<Connection> {
        get { endpoints[position.endpoint].slots[position.slot] }
        _modify { yield &endpoints[position.endpoint].slots[position.slot] }
    }

    func id(of position: PoolPosition) -> PoolSlotID {
        PoolSlotID(endpoint: endpoints[position.endpoint].id, index: position.slot, use: self[position].use)
    }

    /// Where a slot is; nil once it has another connection, or none.
    func locate(_ slot: PoolSlotID) -> PoolPosition? {
        // A closure would be handed a copy of each.
        guard let endpoint = endpoints.indices.first(where: { endpoints[$0].id == slot.endpoint }) else { return nil }
        let position = PoolPosition(endpoint: endpoint, slot: slot.index)
        return self[position].use == slot.use ? position : nil
    }

    mutating func connect(_ position: PoolPosition) {
        self[position].beginConnecting()
        act(.connect(id(of: position), endpoints[position.endpoint].address, loop: self[position].loop))
    }

    mutating func addEndpoint(_ address: PoolAddress) {
        lastEndpoint += 1
        let slots = (0..<configuration.connectionsPerAddress).map { PoolSlot<Connection>(loop: (lastEndpoint + $0) % loopCount) }
        endpoints.append(PoolEndpoint(id: lastEndpoint, address: address, slots: slots))
    }

    /// Calls without a key take turns.
    mutating func nextTurn() -> Int {
        turn &+= 1
        return Int(turn)
    }

    // MARK: The end

    /// No more calls: those that wait fail, those that have a connection go on.
    mutating func close() {
        guard !isClosed else { return }
        isClosed = true
        var waiting = Array(stranded) + Array(unkeyed)
        for endpoint in endpoints { for slot in endpoint.slots { waiting += Array(slot.waiting) } }
        for waiter in waiting { act(.resume(waiter.id, .failure(Self.closed))) }
        endpoints = []
        (stranded, unkeyed, waitingCount) = ([], [], 0)
    }
}

/// Where a slot stands at the moment.
struct PoolPosition: Sendable, Hashable {
    var endpoint: Int
    var slot: Int
}

/// What a call waits for: its connection, any connection, any server.
enum PoolQueue: Sendable, Hashable {
    case slot(PoolPosition)
    case unkeyed
    case stranded
}

extension CircularBuffer<PoolWaiter> {
    /// Those that wait longest are mostly the ones to give up, and they stand in front.
    fileprivate mutating func remove(waiter id: Int) -> Bool {
        guard let index = firstIndex(where: { $0.id == id }) else { return false }
        remove(at: index)
        return true
    }
}
