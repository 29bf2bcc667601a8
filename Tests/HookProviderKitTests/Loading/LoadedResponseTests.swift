import ExtensionProtocol
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

@Suite("What a provider answers to being loaded", .timeLimit(.minutes(1)))
struct LoadedResponseTests {
    /// The names as EMQX's three interfaces list them, written down here once more.
    private static let namesOnV3 = [
        "client.connect", "client.connack", "client.connected", "client.disconnected", "client.authenticate", "client.authorize",
        "client.subscribe", "client.unsubscribe", "session.created", "session.subscribed", "session.unsubscribed", "session.resumed",
        "session.discarded", "session.takenover", "session.terminated", "message.publish", "message.delivered", "message.dropped",
        "message.acked",
    ]

    @Test(arguments: [EmulatedBroker.v1, .v2, .v3])
    func everyHookByItsNameInTheBrokersVersion(_ version: EmulatedBroker) async throws {
        try await TestBroker.connect(to: EveryHook(), as: version) { broker async throws in
            let asked = try await loadedResponse(of: broker).hooks.map(\.name)
            let renamed = ["client.authorize": "client.check_acl", "session.takenover": "session.takeovered"]
            #expect(asked == (version.version == .v1 ? Self.namesOnV3.map { renamed[$0] ?? $0 } : Self.namesOnV3))
            #expect(broker.registrations.count == 19)
        }
    }

    @Test func topicFiltersAreUnitedInTheirOrder() async throws {
        let server = server { hooks in
            hooks.on(.messagePublish, topics: ["b/#", "a"]) { _, _ in .pass }
            hooks.on(.messagePublish, topics: ["a", "c/+", "b/#"]) { _, _ in .pass }
            hooks.on(.messageAcked, topics: ["a"]) { _, _ in }
            hooks.on(.clientConnected) { _, _ in }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            let hooks = try await loadedResponse(of: broker).hooks
            #expect(
                hooks == [
                    HookSpecification(name: "client.connected"),
                    HookSpecification(name: "message.publish", topics: ["b/#", "a", "c/+"]),
                    HookSpecification(name: "message.acked", topics: ["a"]),
                ]
            )
            #expect(broker.registrations[.messagePublish]?.topics == ["b/#", "a", "c/+"])
        }
    }

    @Test func aServerWithoutHooksDoesNotStart() async throws {
        let error = await #expect(throws: HookProviderError.self) { try await server { _ in }.start() }
        #expect(error == .noHooks)
        #expect("\(HookProviderError.noHooks)".contains("register at least one"))
    }

    private func loadedResponse(of broker: TestBroker) async throws -> LoadedResponse {
        let emulated = broker.emulated
        let request = ProviderLoaded(broker: emulated.info).encoded(broker: emulated.metadata, version: emulated.version)
        return try broker.read(LoadedResponse.self, try await broker.send(request, to: .providerLoaded), from: .providerLoaded)
    }
}
