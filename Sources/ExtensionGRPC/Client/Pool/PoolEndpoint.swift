/// One address of a pool, and the connections to it.
struct PoolEndpoint<Connection: Sendable>: Sendable {
    let id: Int
    let address: PoolAddress
    var slots: [PoolSlot<Connection>]
    /// What the server says of its health.
    var isServing = true
    /// Why the address can't be connected to; nil once it can.
    var failure: RPCError?
    var failures = 0
    var isRetryScheduled = false
    private let hash: UInt64

    init(id: Int, address: PoolAddress, slots: [PoolSlot<Connection>]) {
        self.id = id
        self.address = address
        self.slots = slots
        hash = AffinityKey.hash(address.text)
    }

    /// Whether calls may be sent there. An address that wasn't tried yet is hoped to be good.
    // This and the next stay in line: a function would be handed a copy.
    @inline(__always)
    var isUsable: Bool { isServing && (failure == nil || hasReadySlot) }

    private var hasReadySlot: Bool { slots.contains(where: \.isReady) }

    @inline(__always)
    func weight(for key: AffinityKey) -> UInt64 { key.weight(of: hash) }

    /// The slot that a key takes; the next one while that can't be connected.
    func slot(for key: AffinityKey) -> Int {
        let first = Int(key.hash % UInt64(slots.count))
        guard failure != nil else { return first }
        return slots.indices.map { (first + $0) % slots.count }.first { slots[$0].isReady } ?? first
    }
}
