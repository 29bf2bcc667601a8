import Testing

@testable import ExtensionGRPC

@Suite("Connection pool: which connection a call takes")
struct PoolCallTests {
    @Test func aLazyPoolConnectsForItsFirstCall() throws {
        let driver = PoolDriver(ports: [])
        #expect(driver.resolves.isEmpty && driver.connects.isEmpty)
        let first = try #require(driver.waiter())
        #expect(driver.resolves.count == 1)
        driver.resolved([1])
        #expect(driver.connects.map(\.port) == [1])
        driver.connectAll()
        #expect(try driver.answers[first]?.get().connection == 1)
        #expect(driver.lease()?.connection == 1)
    }

    @Test func anEagerPoolConnectsAtOnce() {
        let driver = PoolDriver(ports: [1, 2]) {
            $0.connectsEagerly = true
            $0.connectionsPerAddress = 3
        }
        #expect(driver.connects.map(\.port) == [1, 1, 1, 2, 2, 2])
        #expect(Set(driver.connects.map(\.loop)) == [0, 1])
        driver.connectAll()
        #expect(driver.connects.isEmpty)
    }

    @Test func aKeyKeepsItsConnection() throws {
        let driver = PoolDriver(ports: [1, 2, 3]) { $0.connectionsPerAddress = 4 }
        var connections: [String: Int] = [:]
        for key in (0..<100).map(String.init) {
            let waiter = driver.waiter(key: key)
            driver.connectAll()
            connections[key] = waiter.flatMap { try? driver.answers[$0]?.get().connection } ?? driver.lease(key: key)?.connection
        }
        #expect(Set(connections.values).count == 12)
        for (key, connection) in connections { #expect(driver.lease(key: key)?.connection == connection) }
    }

    @Test func aCallWithoutKeyPrefersItsLoop() throws {
        let driver = PoolDriver(loops: 4) {
            $0.connectsEagerly = true
            $0.connectionsPerAddress = 4
        }
        let loops = driver.connects.map(\.loop)
        let connections = try #require(driver.connectAll()[1])
        for (connection, loop) in zip(connections, loops) {
            for _ in 0..<10 { #expect(driver.lease(loop: loop)?.connection == connection) }
        }
        // Off the loops, they take turns.
        #expect(Set((0..<8).compactMap { _ in driver.lease()?.connection }) == Set(connections))
    }

    @Test func aLoopWithoutConnectionBorrowsOneAndOpensItsOwn() throws {
        let driver = PoolDriver { $0.connectionsPerAddress = 2 }
        _ = driver.waiter()
        let first = try #require(driver.connects.first)
        driver.connectAll()
        #expect(driver.lease(loop: 1 - first.loop)?.connection == 1)
        #expect(driver.connects.map(\.loop) == [1 - first.loop])
        driver.connectAll()
        #expect(driver.lease(loop: 1 - first.loop)?.connection == 2)
    }

    @Test func aFullConnectionHasTheNextOneOpened() throws {
        let driver = PoolDriver { $0.connectionsPerAddress = 2 }
        _ = driver.waiter()
        driver.connectAll(limit: 1)
        let second = try #require(driver.waiter())
        #expect(driver.connects.count == 1)
        driver.connectAll(limit: 1)
        #expect(try driver.answers[second]?.get().connection == 2)
        _ = try #require(driver.waiter())
        #expect(driver.connects.isEmpty, "the pool has its size")
    }

    @Test func callsOfAFullConnectionWaitInTheirOrder() throws {
        let driver = PoolDriver()
        let first = try #require(driver.waiter(key: "a"))
        driver.connectAll(limit: 1)
        let waiters = try (0..<3).map { _ in try #require(driver.waiter(key: "a")) }
        var lease = try #require(try driver.answers[first]?.get())
        for waiter in waiters {
            driver.release(lease)
            lease = try #require(try driver.answers[waiter]?.get())
        }
        #expect(driver.answers.count == 4)
    }

    @Test func theServerMayChangeItsLimit() throws {
        let driver = PoolDriver { $0.maximumConcurrentCalls = 3 }
        let first = try #require(driver.waiter(key: "a"))
        driver.connectAll(limit: 0)
        let waiters = try (0..<4).map { _ in try #require(driver.waiter(key: "a")) }
        #expect(driver.answers[first] == nil)
        let slot = PoolSlotID(endpoint: 1, index: 0, use: 1)
        driver.tell { $0.callLimitChanged(slot, to: 2) }
        #expect(driver.answers.keys.sorted() == [first, waiters[0]])
        driver.tell { $0.callLimitChanged(slot, to: 100) }
        #expect(driver.answers.count == 3, "the client's own limit")
    }

    @Test func onlySoManyCallsMayWait() throws {
        let driver = PoolDriver { $0.maximumWaitingCalls = 2 }
        let first = try #require(driver.waiter())
        _ = try #require(driver.waiter(key: "a"))
        #expect(driver.failure()?.status.code == .resourceExhausted)
        #expect(driver.tell { $0.remove(waiter: first) })
        _ = try #require(driver.waiter())
        driver.connectAll()
        #expect(driver.lease() != nil)
        #expect(driver.tell { !$0.remove(waiter: first) }, "it is gone")
    }

    @Test func closingFailsWhateverWaits() throws {
        let driver = PoolDriver()
        let waiters = try [nil, "a"].map { try #require(driver.waiter(key: $0)) }
        driver.tell { $0.close() }
        for waiter in waiters {
            #expect(throws: RPCError(.unavailable, "the client is closed").unprocessed()) { try driver.answers[waiter]?.get() }
        }
        #expect(driver.failure()?.status.code == .unavailable)
        driver.connectAll()
        #expect(driver.retired == [1], "too late to be of use")
    }
}
