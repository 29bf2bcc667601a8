import ExtensionProtocol
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

@Suite("Text that isn't UTF-8", .timeLimit(.minutes(1)))
struct InvalidTextTests {
    /// The bytes of a request with 0xFF in place of every `?`.
    private func broken(_ request: [UInt8]) -> [UInt8] { request.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 } }

    @Test(arguments: [EmulatedBroker.v1, .v2, .v3])
    func isReplacedAndHandled(_ version: EmulatedBroker) async throws {
        let seen = Journal<String>()
        let server = server { hooks in
            hooks.on(.clientAuthenticate) { request, _ in
                seen.add(request.client.clientID)
                return .deny
            }
            hooks.on(.messagePublish, topics: ["t/+"]) { message, _ in .publish(topic: message.topic + "!") }
            hooks.on(.clientConnected, mode: .background()) { event, _ in seen.add(event.client.clientID) }
        }
        try await TestBroker.connect(to: server, as: version) { broker async throws in
            let client = ClientInfo(clientID: "gerät??")
            let authenticate = broken(ClientAuthenticate(client: client).encoded(broker: version.metadata, version: version.version))
            #expect(try await broker.send(authenticate, to: .hook(.clientAuthenticate)) == [0x08, 2, 0x18, 0])
            let connected = broken(ClientConnected(client: client).encoded(broker: version.metadata, version: version.version))
            _ = try await broker.send(connected, to: .hook(.clientConnected))
            let publish = MessagePublish(message: Message(topic: "t/?", payload: [0xFE, 0xFF]))
            let answer = try await broker.send(
                broken(publish.encoded(broker: version.metadata, version: version.version)),
                to: .hook(.messagePublish)
            )
            guard case .message(let message)? = try broker.read(ValuedResponse.self, answer, from: .hook(.messagePublish)).value else {
                Issue.record("no message came back")
                return
            }
            #expect(message.topic == "t/\u{FFFD}!")
            #expect(message.payload == [0xFE, 0xFF])
            await broker.backgroundWorkIsDone()
        }
        #expect(seen.entries == ["gerät\u{FFFD}\u{FFFD}", "gerät\u{FFFD}\u{FFFD}"])
    }

    @Test func aRequestThatIsNotProtobufIsRefused() async throws {
        let server = server { $0.on(.clientAuthenticate) { _, _ in .allow } }
        try await TestBroker.connect(to: server) { broker async throws in
            let failure = await #expect(throws: CallFailure.self) {
                try await broker.send([0x0A, 0x7F, 1], to: .hook(.clientAuthenticate))
            }
            #expect(failure?.code == "INVALID_ARGUMENT")
        }
    }
}
