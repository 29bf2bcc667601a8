import ExtensionGRPC
import ExtensionProtocol
import Testing

@testable import ReferenceGateway

@Suite struct DeviceTimeTests {
    private static let second: Int64 = 1_000_000_000
    private var driver = DeviceDriver()

    private mutating func passTime(to seconds: Double, hasUnreadBytes: Bool = false) {
        driver.machine.timeHasCome(hasUnreadBytes: hasUnreadBytes, now: Int64(seconds * Double(Self.second)))
        driver.drain()
    }

    @Test mutating func aSilentDeviceIsClosedAfterTheIdleTimeout() {
        driver.open(idleTimeout: .seconds(30))
        #expect(driver.machine.deadline == 30 * Self.second)
        passTime(to: 29.9)
        #expect(driver.machine.isOpen)
        passTime(to: 30)
        #expect(driver.effects.contains(.closeSocket(.idleTimeout)))
    }

    @Test mutating func theIdleTimeoutEndsWithTheFirstBytes() {
        driver.open(idleTimeout: .seconds(30))
        driver.receive("a")
        #expect(driver.machine.deadline == nil)
        passTime(to: 1000)
        #expect(driver.machine.isOpen)
    }

    @Test mutating func theIdleTimeoutEndsWithTheAuthentication() {
        driver.open(idleTimeout: .seconds(30))
        #expect(driver.machine.beginAuthentication() == nil)
        #expect(driver.machine.deadline == 30 * Self.second)
        #expect(driver.machine.authenticated(for: nil, now: 0) == true)
        #expect(driver.machine.deadline == nil)
    }

    @Test mutating func aKeepaliveLastsForOneAndAHalfIntervals() {
        driver.open()
        driver.receive("a")
        driver.machine.startKeepalive(.seconds(10), now: 0)
        driver.receive("b", now: 10 * Self.second)
        passTime(to: 15)
        #expect(driver.machine.isOpen)
        #expect(driver.machine.deadline == 25 * Self.second)
        passTime(to: 25)
        driver.finishCalls()
        #expect(driver.calls.suffix(2) == [.timerTimeout, .socketClosed(.keepaliveTimeout)])
        #expect(CloseReason.keepaliveTimeout.description == "{shutdown,keepalive_timeout}")
    }

    @Test mutating func bytesThatNobodyHasReadAreNoSilence() {
        driver.open()
        driver.machine.startKeepalive(.seconds(10), now: 0)
        passTime(to: 15, hasUnreadBytes: true)
        #expect(driver.machine.isOpen)
        #expect(driver.machine.deadline == 30 * Self.second)
        passTime(to: 30)
        #expect(driver.effects.contains(.closeSocket(.keepaliveTimeout)))
    }

    @Test mutating func aPausedDeviceCanBeSilentToo() {
        driver.open()
        driver.receive("a")
        driver.machine.startKeepalive(.seconds(10), now: 0)
        driver.receive(String(repeating: "b", count: CallQueue.byteLimit))
        #expect(driver.effects.last == .pauseReading)
        #expect(driver.machine.deadline == 15 * Self.second)
        passTime(to: 15)
        #expect(driver.effects.contains(.closeSocket(.keepaliveTimeout)))
    }

    @Test mutating func anotherIntervalCountsFromItsStart() {
        driver.open()
        driver.receive("a")
        driver.machine.startKeepalive(.seconds(2), now: 0)
        driver.machine.startKeepalive(.seconds(100), now: 2 * Self.second)
        passTime(to: 3)
        #expect(driver.machine.isOpen)
        #expect(driver.machine.deadline == 152 * Self.second)
    }

    @Test mutating func aSessionExpires() {
        driver.open()
        #expect(driver.machine.beginAuthentication() == nil)
        #expect(driver.machine.authenticated(for: .seconds(5), now: Self.second) == true)
        driver.receive("a", now: 5 * Self.second)
        passTime(to: 6)
        #expect(driver.effects.contains(.closeSocket(.expired)))
        #expect(driver.effects.contains(.disconnect(.expired)))
    }

    @Test mutating func aHandlerThatHangsIsGivenUpAfterTheEnd() {
        driver.open()
        driver.receive("a")
        driver.machine.close(.normal, now: 0)
        #expect(driver.machine.deadline == 15 * Self.second)
        passTime(to: 15)
        #expect(driver.effects.last == .cancelCall)
        driver.finishCall(RPCStatus(.cancelled))
        #expect(driver.calls == [.socketCreated, .socketClosed(.normal)])
        passTime(to: 29.9)
        #expect(driver.effects.filter { $0 == .cancelCall }.count == 1)
        passTime(to: 30)
        #expect(driver.effects.filter { $0 == .cancelCall }.count == 2)
        driver.finishCall(RPCStatus(.cancelled))
        #expect(driver.effects.last == .end)
        #expect(driver.machine.deadline == nil)
    }

    @Test mutating func theLongestTimesDoNotOverflow() {
        driver.open(idleTimeout: .seconds(Int64.max))
        driver.machine.startKeepalive(.seconds(Int64.max), now: Int64.max / 10)
        #expect(driver.machine.isOpen)
        passTime(to: 1)
        #expect(driver.machine.isOpen)
    }
}
