import ExtensionTestKit
import HookProviderKit
import Testing

/// Providers of applications whose types belong to the main actor unless they say otherwise.
@MainActor
@Suite("Providers on the main actor", .timeLimit(.minutes(1)))
struct MainActorProviderTests {
    @MainActor
    final class Visitors {
        private(set) var names: [String] = []

        func add(_ name: String) { names.append(name) }
    }

    @MainActor
    struct FrontDesk: ClientAuthenticateHook, ClientConnectedHook, MessagePublishHook, ProviderLifecycle {
        nonisolated let messagePublishTopics: [TopicFilter] = ["t/#"]
        let visitors: Visitors

        nonisolated func configure(_ options: inout HookOptions) { options.set(.clientConnected, mode: .background()) }

        func providerLoaded(_ broker: BrokerInfo, context: LifecycleContext) async throws -> HookSelection {
            await visitors.add("loaded")
            return .all
        }

        /// A handler that wants to run on the main actor says so.
        @MainActor
        func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision {
            MainActor.assertIsolated()
            visitors.add(request.client.username)
            return .allow
        }

        func clientConnected(_ event: ClientConnected, context: HookContext) async throws { await visitors.add("connected") }

        func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision { .drop }
    }

    @Test func areServedLikeAnyOther() async throws {
        let visitors = Visitors()
        try await TestBroker.connect(to: FrontDesk(visitors: visitors)) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow)
            #expect(try await broker.publish(Message(topic: "t/1")) == .drop)
            try await broker.notify(ClientConnected(client: .someone))
            await broker.backgroundWorkIsDone()
            MainActor.assertIsolated()
        }
        #expect(visitors.names == ["loaded", "demo", "connected"])
    }
}
