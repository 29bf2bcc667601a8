import Testing

@testable import ExtensionGRPC

@Suite("Connection pool: addresses that fail and recover")
struct PoolFailureTests {
    @Test func aCallFailsAtOnceOrWaits() throws {
        let driver = PoolDriver()
        let quick = try #require(driver.waiter())
        let patient = try #require(driver.waiter(waitsForReady: true))
        driver.failAll()
        #expect(throws: RPCError(.unavailable, "no server can be reached: refused").unprocessed()) { try driver.answers[quick]?.get() }
        #expect(driver.answers[patient] == nil)
        #expect(driver.failure() != nil)
        driver.retry()
        #expect(driver.failure() != nil, "an attempt is no server yet")
        driver.connectAll()
        #expect(try driver.answers[patient]?.get() != nil)
        #expect(driver.lease() != nil)
        #expect(driver.reachability.map(\.isReachable) == [false, true])
    }

    @Test func waitsGrowUntilAnAttemptSucceeds() throws {
        let driver = PoolDriver { $0.backoff = ConnectBackoff(initial: .seconds(1), multiplier: 2, maximum: .seconds(5)) }
        _ = driver.waiter()
        var waits: [Int64] = []
        for _ in 0..<5 {
            driver.failAll()
            waits += driver.retries.map(\.after)
            driver.retry()
        }
        #expect(waits == [1, 2, 4, 5, 5].map { $0 * 1_000_000_000 })
        driver.connectAll()
        let lease = try #require(driver.lease())
        driver.lose(lease.slot)
        _ = driver.waiter()
        driver.failAll()
        #expect(driver.retries.map(\.after) == [1_000_000_000])
        #expect(driver.reachability.count == 3, "one line for each change, not for each attempt")
    }

    @Test func aCallGoesToAnotherAddress() throws {
        let driver = PoolDriver(ports: [1, 2])
        let (key, port) = try Self.firstChoice(of: driver)
        let waiter = try #require(driver.waiter(key: key))
        driver.fail(port: port)
        driver.connectAll()
        #expect(try driver.answers[waiter]?.get() != nil)
        #expect(driver.retries.count == 1)
    }

    /// A key that is on its way to `port`.
    private static func firstChoice(of driver: PoolDriver) throws -> (key: String, port: Int) {
        _ = driver.waiter(key: "a")
        return ("a", try #require(driver.connects.first).port)
    }

    @Test func keysOfALostAddressComeBackWhenItDoes() throws {
        let driver = PoolDriver(ports: [1, 2, 3]) { $0.connectsEagerly = true }
        driver.connectAll()
        let keys = (0..<300).map(String.init)
        let before = try endpoints(of: keys, in: driver)
        #expect(Set(before.values).count == 3)
        let lost = try #require(driver.lease(key: keys[0]))
        driver.lose(lost.slot)
        driver.failAll()
        let during = try endpoints(of: keys, in: driver)
        for key in keys { #expect(before[key] == lost.slot.endpoint || before[key] == during[key]) }
        #expect(Set(during.values).count == 2)
        driver.retry()
        driver.connectAll()
        #expect(try endpoints(of: keys, in: driver) == before)
    }

    private func endpoints(of keys: [String], in driver: PoolDriver) throws -> [String: Int] {
        var endpoints: [String: Int] = [:]
        for key in keys {
            let lease = try #require(driver.lease(key: key))
            endpoints[key] = lease.slot.endpoint
            driver.release(lease)
        }
        return endpoints
    }

    @Test func aLostConnectionIsRenewedAtOnce() throws {
        let driver = PoolDriver { $0.connectsEagerly = true }
        driver.connectAll()
        let lease = try #require(driver.lease())
        driver.lose(lease.slot)
        #expect(driver.connects.count == 1 && driver.retries.isEmpty)
        driver.release(lease)
        driver.connectAll(limit: 1)
        #expect(driver.lease() != nil)
        _ = try #require(driver.waiter(), "a lease of the lost connection counts for nothing")
    }

    @Test func aConnectionThatIsLostAtOnceCountsAsAFailure() throws {
        let driver = PoolDriver { $0.connectsEagerly = true }
        let slot = try #require(driver.connects.first).slot
        driver.connectAll()
        driver.tell { $0.ended(slot, PoolDriver.refused, wasUseful: false, at: 1_000_000) }
        #expect(driver.connects.isEmpty && driver.retries.count == 1)
        driver.retry()
        let next = try #require(driver.connects.first).slot
        driver.connectAll()
        driver.tell { [now = driver.now] in $0.ended(next, PoolDriver.refused, wasUseful: false, at: now + 1_000_000_000) }
        #expect(driver.connects.count == 1, "one that lasted doesn't")
    }

    /// Attempts of an address that fail one after the other are one failure.
    @Test func slotsOfOneAddressWaitTogether() {
        let driver = PoolDriver {
            $0.connectsEagerly = true
            $0.connectionsPerAddress = 4
        }
        driver.failAll()
        #expect(driver.retries.count == 1)
        driver.retry()
        #expect(driver.connects.count == 1, "one tries for all")
        driver.connectAll()
        #expect(driver.pool.endpoints[0].slots.allSatisfy { $0.isReady })
    }

    @Test func aDrainingConnectionIsReplacedWhileItsCallsGoOn() throws {
        let driver = PoolDriver()
        let waiter = try #require(driver.waiter(key: "a"))
        driver.connectAll(limit: 1)
        let old = try #require(try driver.answers[waiter]?.get())
        let next = try #require(driver.waiter(key: "a"))
        driver.tell { $0.draining(old.slot, at: 0) }
        #expect(driver.connects.count == 1, "for the call that waited")
        driver.connectAll(limit: 1)
        #expect(try driver.answers[next]?.get().connection == 2)
        driver.release(old)
        driver.lose(old.slot)
        #expect(driver.waiter(key: "a") != nil, "what becomes of the old one concerns the new one no more")
        #expect(driver.connects.isEmpty && driver.retries.isEmpty)
    }

    @Test func anotherSlotTakesTheKeysOfOneThatCannotBeConnected() throws {
        let driver = PoolDriver { $0.connectionsPerAddress = 2 }
        let keys = (0..<20).map(String.init)
        _ = driver.waiter(key: keys[0])
        driver.connectAll()
        let other = try #require(keys.first { driver.waiter(key: $0) != nil })
        driver.failAll()
        #expect(driver.lease(key: other)?.connection == 1)
        #expect(try driver.answers.values.allSatisfy { try $0.get().connection == 1 })
    }
}
