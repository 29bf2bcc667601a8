import SeededRandom
import Testing

@testable import ExtensionGRPC

/// Whatever happens in whatever order, every call gets one answer, and no connection more calls than it takes.
@Suite struct PoolHistoryTests {
    @Test(arguments: 0..<200)
    func randomHistoriesLoseNoCall(seed: UInt64) {
        var history = PoolHistory(seed: seed)
        for _ in 0..<300 { history.step() }
        history.finish()
    }
}

private struct PoolHistory {
    private static let limit = 3

    private var random: SeededGenerator
    private var driver: PoolDriver
    private var leases: [PoolLease<Int>] = []
    private var waiting: Set<Int> = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        driver = PoolDriver(ports: [1, 2]) {
            $0.connectsEagerly = seed % 2 == 0
            $0.connectionsPerAddress = 2
            $0.maximumWaitingCalls = 20
        }
    }

    mutating func step() {
        driver.now += Int64.random(in: 0..<500_000_000, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<4: place()
        case 4..<7: if let lease = leases.popLast() { driver.release(lease) }
        case 7: driver.connectAll(limit: Self.limit)
        case 8: driver.fail(port: Int.random(in: 1...3, using: &random))
        case 9: loseAConnection()
        case 10: driver.retry()
        default: changeAddresses()
        }
        collectAnswers()
        checkConnections()
    }

    private mutating func place() {
        let key = Bool.random(using: &random) ? String(Int.random(in: 0..<10, using: &random)) : nil
        let placement = driver.place(key: key, loop: Int.random(in: 0..<2, using: &random), waitsForReady: Bool.random(using: &random))
        switch placement {
        case .lease(let lease): leases.append(lease)
        case .waiting(let id): waiting.insert(id)
        case .failed(let error): #expect(error.isUnprocessed)
        }
    }

    private mutating func loseAConnection() {
        guard let lease = leases.randomElement(using: &random) else { return }
        if Bool.random(using: &random) {
            driver.tell { [now = driver.now] in $0.draining(lease.slot, at: now) }
        } else {
            driver.lose(lease.slot)
        }
    }

    private mutating func changeAddresses() {
        if Bool.random(using: &random) {
            driver.resolved([[1, 2], [2, 3], [1]].randomElement(using: &random) ?? [1])
        } else if let waiter = waiting.randomElement(using: &random), driver.tell({ $0.remove(waiter: waiter) }) {
            waiting.remove(waiter)
        }
    }

    private mutating func collectAnswers() {
        for (id, answer) in driver.answers {
            #expect(waiting.remove(id) != nil, "an answer to nobody")
            if case .success(let lease) = answer { leases.append(lease) }
        }
        driver.forgetAnswers()
    }

    private func checkConnections() {
        #expect(driver.pool.activeCalls == leases.count)
        for endpoint in driver.pool.endpoints {
            for slot in endpoint.slots {
                #expect(slot.active >= 0 && slot.active <= Self.limit)
                #expect(slot.waiting.isEmpty || !slot.hasRoom, "a call waits for what is there")
                #expect(slot.waiting.isEmpty || !slot.isIdle, "a call waits for nothing")
            }
        }
    }

    /// All servers come back, and everybody is served.
    mutating func finish() {
        driver.resolved([1, 2])
        for _ in 0..<100 {
            driver.retry()
            driver.connectAll(limit: Self.limit)
            while let lease = leases.popLast() { driver.release(lease) }
            collectAnswers()
            if waiting.isEmpty { return }
        }
        Issue.record("\(waiting.count) calls wait forever")
    }
}
