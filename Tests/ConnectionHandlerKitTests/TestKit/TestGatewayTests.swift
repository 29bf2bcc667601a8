import Gates
import ConnectionHandlerKit
import ExtensionTestKit
import NIOCore
import NIOPosix
import Programs
import Testing

/// What the gateway double tells a test.
@Suite(.timeLimit(.minutes(1)))
struct TestGatewayTests {
    private func impatient(_ style: EmulatedGateway.Style = .unary) -> EmulatedGateway {
        var emulated = EmulatedGateway(style)
        emulated.timeout = .milliseconds(50)
        return emulated
    }

    @Test func whatDoesNotHappenFailsTheTest() async throws {
        try await TestGateway.connect(to: { _ in LineHandler(Journal()) }, as: impatient()) { gateway in
            let device = try await gateway.openDevice()
            let nothing = await #expect(throws: GatewayFailure.self) { try await device.receive() }
            #expect(nothing?.description == "The device received nothing within 0.05 seconds.")
            await #expect(throws: GatewayFailure.self) { try await device.waitUntilClosed() }
            try await device.send("close\n")
            let closed = await #expect(throws: GatewayFailure.self) { try await device.receive() }
            #expect(closed?.description == "The connection is closed.")
        }
    }

    /// A timeout may be over before the wait for it has begun.
    @Test func aDeviceThatHasNoPatienceDoesNotWaitForever() async throws {
        var emulated = EmulatedGateway()
        emulated.timeout = .zero
        try await TestGateway.connect(to: { _ in LineHandler(Journal()) }, as: emulated) { gateway async throws in
            let device = gateway.resumeDevice()
            for _ in 0..<500 { await #expect(throws: GatewayFailure.self) { try await device.receive() } }
        }
    }

    @Test func aHandlerThatIsTooSlowFailsTheCall() async throws {
        let gate = Gate()
        try await TestGateway.connect(to: { _ in LineHandler(Journal(), gate: gate) }, as: impatient()) { gateway in
            let device = try await gateway.openDevice()
            let failure = await #expect(throws: CallFailure.self) { try await device.send("hang\n") }
            #expect(failure?.code == "DEADLINE_EXCEEDED")
            #expect(failure?.method == "OnReceivedBytes")
            gate.open()
        }
    }

    /// As EMQX closes it.
    @Test func aCallThatFailsClosesTheConnection() async throws {
        let journal = Journal()
        var configuration = ConnectionHandlerConfiguration()
        configuration.maximumMessageSize = 1_000
        let server = ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(journal) }
        try await TestGateway.connect(to: server) { gateway async throws in
            let device = try await gateway.openDevice()
            let failure = await #expect(throws: CallFailure.self) { try await device.send(String(repeating: "a", count: 2_000)) }
            #expect(failure?.code == "RESOURCE_EXHAUSTED")
            #expect(!device.isOpen)
            await journal.wait(for: "closed handlerFailed")
        }
    }

    @Test func aHandlerElsewhereIsCalledAtItsAddress() async throws {
        let port = try ServiceProgram.freePort()
        let configuration = ConnectionHandlerConfiguration(
            listeners: [.tcp(host: "127.0.0.1", port: 0)],
            adapter: .fixed(.tcp(host: "127.0.0.1", port: port))
        )
        let server = ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(Journal()) }
        let address = try await server.start()[0]
        try await TestGateway.connect(to: address, adapterPort: port) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("authenticate c x\nsubscribe #\nhello\n")
            #expect(try await device.receiveText() == "3 hello\n")
            gateway.publish("news", "1".utf8)
            #expect(try await device.receiveText() == "1")
            gateway.lose(device)
            let failure = await #expect(throws: CallFailure.self) { try await device.send("close\n") }
            #expect(failure?.message == "the handler threw AdapterError", "the gateway doesn't know the device")
        }
        await server.shutDown()
    }

    @Test func theBrokersRulesAreTheTests() async throws {
        var emulated = EmulatedGateway()
        emulated.authorizes = { client, action, topic in client.clientID == "c" && action == .publish && topic == "allowed" }
        let journal = Journal()
        try await TestGateway.connect(to: { _ in LineHandler(journal) }, as: emulated) { gateway in
            let device = try await gateway.openDevice()
            try await device.send("authenticate c x\npublish allowed 1\npublish denied 2\n")
            try await device.waitUntilClosed()
            #expect(gateway.published.map(\.topic) == ["allowed"])
        }
    }
}
