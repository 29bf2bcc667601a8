import NIOCore

@testable import ExtensionGRPC

/// Drives a pool without sockets: remembers what it wants done, and reports what a test makes of it. Connections are numbers.
final class PoolDriver {
    typealias Pool = ConnectionPool<Int>

    struct Connect: Equatable {
        let slot: PoolSlotID
        let port: Int
        let loop: Int
    }

    private(set) var pool: Pool
    var now: Int64 = 0
    private(set) var connects: [Connect] = []
    private(set) var retries: [(endpoint: Int, after: Int64)] = []
    private(set) var resolves: [(target: Int, after: Int64)] = []
    private(set) var retired: [Int] = []
    private(set) var answers: [Int: Result<PoolLease<Int>, RPCError>] = [:]
    private(set) var reachability: [(port: Int, isReachable: Bool)] = []
    private var lastConnection = 0

    static let refused = RPCError(.unavailable, "refused").unprocessed()

    /// A pool whose addresses are known already.
    init(
        ports: [Int] = [1],
        targets: Int = 1,
        loops: Int = 2,
        random: Double = 0,
        _ configure: (inout Pool.Configuration) -> Void = { _ in }
    ) {
        var configuration = Pool.Configuration()
        configure(&configuration)
        pool = Pool(targets: targets, loops: loops, configuration: configuration) { random }
        tell { $0.start(at: 0) }
        if !ports.isEmpty { resolved(ports) }
    }

    @discardableResult
    func tell<Value>(_ body: (inout Pool) -> Value) -> Value {
        let value = body(&pool)
        for action in pool.takeActions() { note(action) }
        return value
    }

    private func note(_ action: PoolAction<Int>) {
        switch action {
        case .resume(let id, let answer):
            precondition(answers[id] == nil, "a call is answered twice")
            answers[id] = answer
        case .connect(let slot, let address, let loop):
            connects.append(Connect(slot: slot, port: address.socket.port ?? 0, loop: loop))
        case .retry(let endpoint, let after): retries.append((endpoint, after))
        case .resolve(let target, let after): resolves.append((target, after))
        case .retire(let connection): retired.append(connection)
        case .reachability(let address, let failure): reachability.append((address.socket.port ?? 0, failure == nil))
        }
    }

    // MARK: What happens

    func resolved(_ ports: [Int], target: Int = 0) {
        let addresses = ports.compactMap { try? SocketAddress(ipAddress: "127.0.0.1", port: $0) }
        tell { [now] in $0.resolved(target, .success(addresses), at: now) }
    }

    func resolvingFails(target: Int = 0) {
        tell { [now] in $0.resolved(target, .failure(RPCError(.unavailable, "no such name")), at: now) }
    }

    /// All that is being connected succeeds. Returns the connections by port.
    @discardableResult
    func connectAll(limit: Int = 100) -> [Int: [Int]] {
        var connections: [Int: [Int]] = [:]
        while !connects.isEmpty {
            let connect = connects.removeFirst()
            lastConnection += 1
            connections[connect.port, default: []].append(lastConnection)
            tell { [now, lastConnection] in $0.connected(connect.slot, lastConnection, callLimit: limit, at: now) }
        }
        return connections
    }

    func failAll() {
        let failing = connects
        connects = []
        for connect in failing { tell { [now] in $0.ended(connect.slot, Self.refused, wasUseful: false, at: now) } }
    }

    func fail(port: Int) {
        let failing = connects.filter { $0.port == port }
        connects.removeAll { $0.port == port }
        for connect in failing { tell { [now] in $0.ended(connect.slot, Self.refused, wasUseful: false, at: now) } }
    }

    /// The connection of that lease is lost after having been of use.
    func lose(_ slot: PoolSlotID) {
        tell { [now] in $0.ended(slot, RPCError(.unavailable, "lost"), wasUseful: true, at: now) }
    }

    /// The waits that are under way are over.
    func retry() {
        let due = retries
        retries = []
        for retry in due {
            now += retry.after
            tell { $0.retryDue(endpoint: retry.endpoint) }
        }
    }

    func forgetAnswers() { answers = [:] }

    // MARK: Calls

    func place(key: String? = nil, loop: Int? = nil, waitsForReady: Bool = false) -> PoolPlacement<Int> {
        let call = PoolCall(key: key.map { AffinityKey($0) }, loop: loop, waitsForReady: waitsForReady)
        return tell { [now] in $0.place(call, at: now) }
    }

    func lease(key: String? = nil, loop: Int? = nil) -> PoolLease<Int>? {
        if case .lease(let lease) = place(key: key, loop: loop) { lease } else { nil }
    }

    func waiter(key: String? = nil, waitsForReady: Bool = false) -> Int? {
        if case .waiting(let id) = place(key: key, waitsForReady: waitsForReady) { id } else { nil }
    }

    func failure(key: String? = nil) -> RPCError? {
        if case .failed(let error) = place(key: key) { error } else { nil }
    }

    func release(_ lease: PoolLease<Int>) { tell { $0.release(lease.slot) } }
}
