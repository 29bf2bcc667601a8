import ExtensionGRPC
import ExtensionProtocol
import Testing

@testable import ReferenceGateway

@Suite struct DeviceMachineTests {
    private var driver = DeviceDriver()

    @Test mutating func theHandlerIsCalledOneByOneAndInOrder() {
        driver.open()
        #expect(driver.calls == [.socketCreated])
        driver.receive("a")
        driver.receive("b")
        #expect(driver.calls == [.socketCreated])
        driver.finishCall()
        #expect(driver.calls == [.socketCreated, .bytes("ab")])
        driver.receive("c")
        driver.machine.close(.closedByPeer(isTLS: false), now: 0)
        driver.finishCalls()
        #expect(driver.calls == [.socketCreated, .bytes("ab"), .bytes("c"), .socketClosed(.closedByPeer(isTLS: false))])
        #expect(driver.effects.last == .end)
    }

    @Test mutating func bytesBehindOtherCallsStayBehindThem() {
        driver.connectClient()
        driver.receive("a")
        driver.machine.deliveriesAvailable()
        driver.machine.deliveriesAvailable()
        driver.receive("b")
        driver.finishCalls()
        #expect(driver.calls == [.socketCreated, .bytes("a"), .receivedMessages, .bytes("b")])
    }

    @Test mutating func theSocketIsPausedWhileTooMuchWaits() {
        driver.open()
        driver.machine.received([UInt8](repeating: 0, count: CallQueue.byteLimit - 1), now: 0)
        #expect(!driver.effects.contains(.pauseReading))
        driver.receive("x")
        #expect(driver.effects.filter { $0 == .pauseReading }.count == 1)
        driver.receive("y")
        #expect(driver.effects.filter { $0 == .pauseReading }.count == 1)
        #expect(!driver.effects.contains(.resumeReading))
        driver.finishCall()
        #expect(driver.effects.filter { $0 == .resumeReading }.count == 1)
        driver.finishCalls()
        #expect(driver.calls.reduce(0) { $0 + $1.byteCount } == CallQueue.byteLimit + 1)
        #expect(driver.calls.allSatisfy { $0.byteCount <= CallQueue.bytesPerCall })
    }

    @Test mutating func aFailedCallClosesAndTheRestIsDropped() {
        driver.open()
        driver.receive("a")
        driver.finishCall()
        driver.receive("b")
        let status = RPCStatus(.unavailable, "gone \"away\"")
        driver.finishCall(status)
        let reason = CloseReason.callbackFailed(.receivedBytes, status)
        #expect(reason.description == #"{shutdown,{error,{on_received_bytes,{unavailable,<<"gone \"away\"">>}}}}"#)
        #expect(driver.effects.contains(.closeSocket(reason)))
        #expect(driver.calls == [.socketCreated, .bytes("a"), .socketClosed(reason)])
        driver.finishCall(status)
        #expect(driver.effects.last == .end)
    }

    @Test mutating func aCallThatFailsAfterTheEndDoesNotChangeTheReason() {
        driver.open()
        driver.receive("a")
        driver.machine.close(.closedByPeer(isTLS: true), now: 0)
        driver.finishCall(RPCStatus(.unavailable))
        #expect(driver.calls == [.socketCreated, .socketClosed(.closedByPeer(isTLS: true))])
        driver.finishCall()
        #expect(driver.effects.last == .end)
    }

    @Test mutating func aLateAnswerCountsForNothing() {
        driver.open()
        driver.receive("a")
        driver.finishCall()
        driver.machine.callFinished(1, .socketCreated, RPCStatus(.unavailable), now: 0)
        #expect(driver.machine.isOpen)
    }

    @Test mutating func onlyTheFirstReasonCounts() {
        driver.open()
        driver.machine.close(.normal, now: 0)
        driver.machine.close(.closedByPeer(isTLS: false), now: 0)
        driver.machine.sessionEnded(.kicked, now: 0)
        driver.receive("late")
        driver.finishCalls()
        #expect(driver.calls == [.socketCreated, .socketClosed(.normal)])
        #expect(driver.effects.filter { $0 == .end }.count == 1)
    }

    // MARK: The client

    @Test mutating func aClientAuthenticatesOnce() {
        driver.open()
        #expect(driver.machine.beginAuthentication() == nil)
        #expect(driver.machine.beginAuthentication() == .duplicateAuthentication)
        driver.machine.authenticationFailed()
        #expect(driver.machine.beginAuthentication() == nil)
        #expect(driver.machine.authenticated(for: nil, now: 0) == true)
        #expect(driver.machine.beginAuthentication() == .duplicateAuthentication)
        driver.machine.close(.normal, now: 0)
        #expect(driver.effects.contains(.disconnect(.normal)))
        #expect(driver.machine.beginAuthentication() == .socketDisconnected)
    }

    @Test mutating func anAuthenticationThatComesTooLateIsForNobody() {
        driver.open()
        #expect(driver.machine.beginAuthentication() == nil)
        driver.machine.close(.idleTimeout, now: 0)
        #expect(driver.machine.authenticated(for: nil, now: 0) == false)
        #expect(!driver.effects.contains(.disconnect(.idleTimeout)))
    }

    @Test(arguments: [(SessionEnd.kicked, "{shutdown,kicked}"), (.discarded, "{shutdown,discarded}")])
    mutating func theBrokerEndsAClient(end: SessionEnd, text: String) {
        driver.connectClient()
        driver.machine.sessionEnded(end, now: 0)
        driver.finishCalls()
        #expect(driver.calls == [.socketCreated, .socketClosed(CloseReason(end))])
        #expect(CloseReason(end).description == text)
        #expect(!driver.effects.contains(.disconnect(CloseReason(end))))
    }

    @Test mutating func messagesAreForClientsOnly() {
        driver.open()
        driver.finishCall()
        driver.machine.deliveriesAvailable()
        driver.drain()
        #expect(driver.calls == [.socketCreated])
    }
}
