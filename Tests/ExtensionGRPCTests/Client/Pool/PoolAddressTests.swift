import Testing

@testable import ExtensionGRPC

@Suite("Connection pool: names and health")
struct PoolAddressTests {
    @Test func aNameThatCannotBeResolvedFailsCallsUntilItCan() throws {
        let driver = PoolDriver(ports: [])
        let quick = try #require(driver.waiter())
        let patient = try #require(driver.waiter(waitsForReady: true))
        driver.resolvingFails()
        #expect(throws: RPCError(.unavailable, "no server can be reached: no such name").unprocessed()) { try driver.answers[quick]?.get() }
        #expect(driver.resolves.map(\.after) == [0, 250_000_000])
        #expect(driver.failure() != nil)
        driver.resolved([1])
        driver.connectAll()
        #expect(try driver.answers[patient]?.get() != nil)
    }

    @Test func aFailureHasNamesResolvedAgain() throws {
        let driver = PoolDriver(ports: [])
        _ = driver.waiter()
        driver.resolved([1])
        driver.now = 1_000_000
        driver.failAll()
        #expect(driver.resolves.count == 1, "it was a moment ago")
        driver.now = 1_000_000_000
        driver.retry()
        driver.failAll()
        #expect(driver.resolves.count == 2)
        let patient = try #require(driver.waiter(waitsForReady: true))
        driver.resolved([2])
        #expect(driver.connects.map(\.port) == [2])
        driver.connectAll()
        #expect(try driver.answers[patient]?.get() != nil)
    }

    @Test func addressesThatAreGoneAreLeftAndNewOnesUsed() throws {
        let driver = PoolDriver(ports: [1, 2]) { $0.connectsEagerly = true }
        let connections = driver.connectAll()
        driver.resolved([2, 3])
        #expect(driver.retired == connections[1])
        #expect(driver.connects.map(\.port) == [3])
        driver.connectAll()
        #expect(Set((0..<10).compactMap { _ in driver.lease()?.connection }) == [2, 3])
    }

    @Test func callsThatWaitForAnAddressThatIsGoneMove() throws {
        let driver = PoolDriver(ports: [1])
        let waiter = try #require(driver.waiter(key: "a"))
        driver.resolved([2])
        driver.connectAll()
        #expect(try driver.answers[waiter]?.get() != nil)
        #expect(driver.retired.count == 1, "the attempt came too late")
    }

    @Test func anAddressThatIsGivenTwiceIsOne() {
        let driver = PoolDriver(ports: [1, 1]) { $0.connectsEagerly = true }
        #expect(driver.connects.count == 1)
    }

    /// Else it would begin at the server whose name was resolved first, and leave it soon after.
    @Test func aKeyWaitsForAllNames() throws {
        let driver = PoolDriver(ports: [], targets: 2)
        let keyed = try #require(driver.waiter(key: "a"))
        let free = try #require(driver.waiter())
        driver.resolved([1], target: 0)
        driver.connectAll()
        #expect(driver.answers[keyed] == nil)
        #expect(try driver.answers[free]?.get() != nil)
        driver.resolvingFails(target: 1)
        #expect(try driver.answers[keyed]?.get() != nil)
    }

    // MARK: Health

    @Test func aServerThatIsNotServingIsLeftOut() throws {
        let driver = PoolDriver(ports: [1, 2]) { $0.connectsEagerly = true }
        let slots = driver.connects.map(\.slot)
        for slot in slots { driver.report(slot, isServing: true) }
        let first = try #require(driver.lease(key: "a"))
        driver.report(first.slot, isServing: false)
        let other = try #require(driver.lease(key: "a"))
        #expect(other.slot.endpoint != first.slot.endpoint)
        driver.report(other.slot, isServing: false)
        #expect(driver.failure() != nil)
        let patient = try #require(driver.waiter(waitsForReady: true))
        driver.report(first.slot, isServing: true)
        #expect(try driver.answers[patient]?.get().slot == first.slot)
    }

    @Test func aConnectionIsUsedFromTheFirstReportOn() throws {
        let driver = PoolDriver()
        let waiter = try #require(driver.waiter(key: "a"))
        let slot = try #require(driver.connects.first).slot
        #expect(driver.pool.isConnecting(slot))
        driver.report(slot, isServing: false)
        #expect(throws: RPCError.self) { try driver.answers[waiter]?.get() }
        driver.report(slot, isServing: true)
        #expect(driver.lease(key: "a") != nil)
    }

    /// Else nobody would ever connect to it again.
    @Test func aServerThatIsGoneIsNotServingNoMore() throws {
        let driver = PoolDriver()
        _ = driver.waiter()
        let slot = try #require(driver.connects.first).slot
        driver.report(slot, isServing: false)
        driver.lose(slot)
        _ = try #require(driver.waiter())
        #expect(driver.connects.count == 2)
    }
}

extension PoolDriver {
    fileprivate func report(_ slot: PoolSlotID, isServing: Bool) {
        tell { [now] in $0.reported(slot, isServing: isServing, slot.endpoint * 100, callLimit: 100, at: now) }
    }
}
