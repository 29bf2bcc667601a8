import ConnectionHandlerKit
import ExtensionProtocol
import ExtensionTestKit
import Testing

/// Connections that were there before the handler.
@Suite(.timeLimit(.minutes(1)))
struct UnseenConnectionTests {
    private let journal = Journal()

    @Test(arguments: [EmulatedGateway.Style.unary, .streaming, .enterprise42])
    func theyAreClosedByDefault(_ style: EmulatedGateway.Style) async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await TestGateway.connect(to: server, as: EmulatedGateway(style)) { gateway in
            let device = gateway.resumeDevice()
            try await device.send("one\n")
            try await device.waitUntilClosed()
            await device.settleAndForget(server)
        }
        #expect(journal.lines == [])
    }

    @Test(arguments: [EmulatedGateway.Style.unary, .streaming, .enterprise42])
    func theyAreAdoptedOnDemand(_ style: EmulatedGateway.Style) async throws {
        let server = ConnectionHandlerServer.lines(journal) { $0.unseenConnections = .adopt }
        try await TestGateway.connect(to: server, as: EmulatedGateway(style)) { gateway in
            let device = gateway.resumeDevice()
            try await device.send("one\n")
            #expect(try await device.receiveText() == "1 one\n")
            #expect(server.connection(device.id)?.isAdopted == true)
            #expect(server.connection(device.id)?.socket == nil)
            try await device.disconnect()
            await journal.wait(for: "closed closedByDevice")
        }
        #expect(journal.lines == ["opened adopted", "received one", "handled one", "closed closedByDevice"])
    }

    @Test func theCloseOfOneIsNothing() async throws {
        let server = ConnectionHandlerServer.lines(journal) { $0.unseenConnections = .adopt }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.close("a")
            #expect(server.connectionCount == 0)
        }
        #expect(journal.lines == [])
    }

    @Test func aGatewayThatDoesNotCloseItIsAskedAgain() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.send("a", "one\n")
            await server.waitUntilEmpty()
            try await gateway.send("a", "two\n")
            await server.waitUntilEmpty()
            #expect(gateway.adapter.journal.lines == ["close a", "close a"])
        }
    }
}

extension TestDevice {
    /// Waits until the server has nothing of the device any more.
    fileprivate func settleAndForget(_ server: ConnectionHandlerServer) async { await server.waitUntilEmpty() }
}
