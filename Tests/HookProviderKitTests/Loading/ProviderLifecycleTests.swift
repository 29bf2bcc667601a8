import ExtensionTestKit
import HookProviderKit
import Testing

@Suite("Brokers load and unload a provider", .timeLimit(.minutes(1)))
struct ProviderLifecycleTests {
    /// Wants authentication of one cluster, everything of another, and refuses a third.
    private struct PickyProvider: ClientAuthenticateHook, ClientConnectedHook, MessagePublishHook, ProviderLifecycle {
        let journal = Journal<String>()
        let messagePublishTopics: [TopicFilter] = ["t/#"]

        func providerLoaded(_ broker: BrokerInfo, context: LifecycleContext) async throws -> HookSelection {
            journal.add("loaded by \(context.broker.node) \(broker.version) \(context.version)")
            switch context.broker.clusterName {
            case "doors": return .only([.clientAuthenticate, .sessionCreated])
            case "messages": return .except([.clientAuthenticate, .clientConnected])
            case "strangers": throw HookFailure("not for strangers")
            default: return .all
            }
        }

        func providerUnloaded(context: LifecycleContext) async { journal.add("unloaded by \(context.broker.node)") }

        func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision { .allow }
        func clientConnected(_ event: ClientConnected, context: HookContext) async throws { journal.add("connected") }
        func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision { .drop }
    }

    @Test func eachClusterGetsItsSelection() async throws {
        try await TestBroker.connect(to: PickyProvider(), as: EmulatedBroker(clusterName: "doors")) { doors async throws in
            #expect(Set(doors.registrations.keys) == [.clientAuthenticate])
            try await doors.withAnother(EmulatedBroker(node: "b", clusterName: "messages")) { messages async throws in
                #expect(Set(messages.registrations.keys) == [.messagePublish])
                #expect(messages.registrations[.messagePublish]?.topics == ["t/#"])
            }
            try await doors.withAnother(EmulatedBroker(node: "c", clusterName: "any")) { any async throws in
                #expect(Set(any.registrations.keys) == [.clientAuthenticate, .clientConnected, .messagePublish])
            }
        }
    }

    /// A hook of two providers, of which one wants this broker and one doesn't: only one is asked.
    @Test func aProviderIsNotAskedByBrokersItDidNotSelect() async throws {
        let picky = PickyProvider()
        let server = server { hooks in
            hooks.add(picky)
            hooks.on(.messagePublish, topics: ["t/#"]) { _, _ in .publish(topic: "second") }
        }
        try await TestBroker.connect(to: server, as: EmulatedBroker(node: "a", clusterName: "doors")) { doors async throws in
            #expect(try await doors.publish(Message(topic: "t/1")) == .publish(topic: "second"))
            try await doors.withAnother(EmulatedBroker(node: "b", clusterName: "messages")) { messages async throws in
                #expect(try await messages.publish(Message(topic: "t/1")) == .drop)
            }
        }
    }

    @Test func aProviderThatThrowsIsNotLoaded() async throws {
        let strangers = EmulatedBroker(clusterName: "strangers", loadsProvider: false)
        try await TestBroker.connect(to: PickyProvider(), as: strangers) { broker async throws in
            let failure = await #expect(throws: CallFailure.self) { try await broker.load() }
            #expect(failure?.description == "OnProviderLoaded failed with UNKNOWN: not for strangers")
            #expect(broker.registrations.isEmpty)
        }
    }

    @Test func aBrokerThatNeverLoadedTheProviderIsServed() async throws {
        let provider = PickyProvider()
        for broker in [EmulatedBroker(.v1, loadsProvider: false), EmulatedBroker(.v3, loadsProvider: false)] {
            try await TestBroker.connect(to: provider, as: broker) { broker async throws in
                #expect(try await broker.authenticate(.someone) == .allow)
                #expect(try await broker.publish(Message(topic: "t")) == .drop)
                try await broker.notify(ClientConnected(client: .someone))
            }
        }
        #expect(provider.journal.entries == ["connected", "connected"])
    }

    @Test func loadingAgainAndByAnotherNodeIsNormal() async throws {
        let provider = PickyProvider()
        try await TestBroker.connect(to: provider, as: EmulatedBroker(.v2, node: "a")) { broker async throws in
            try await broker.load()
            try await broker.withAnother(EmulatedBroker(.v1, node: "b")) { #expect($0.registrations.count == 3) }
            try await broker.unload()
            try await broker.load()
            #expect(try await broker.authenticate(.someone) == .allow)
        }
        let seen = ["loaded by a 5.8.9 v2", "loaded by a 5.8.9 v2", "loaded by b 4.4.19 v1", "unloaded by a", "loaded by a 5.8.9 v2"]
        #expect(provider.journal.entries == seen)
    }

    /// As long as a broker hasn't said otherwise again, it gets everything.
    @Test func anUnloadedBrokersSelectionIsForgotten() async throws {
        let picky = PickyProvider()
        let server = server { hooks in
            hooks.add(picky)
            hooks.on(.messagePublish, topics: ["#"]) { _, _ in .publish(topic: "second") }
        }
        let doors = EmulatedBroker(node: "a", clusterName: "doors")
        try await TestBroker.connect(to: server, as: doors) { broker async throws in
            #expect(try await broker.publish(Message(topic: "t/1")) == .publish(topic: "second"))
            try await broker.unload()
            await #expect(throws: UnhandledEvent.self) { try await broker.publish(Message(topic: "t/1")) }
            var unaware = doors
            unaware.loadsProvider = false
            try await broker.withAnother(unaware) { other async throws in #expect(try await other.publish(Message(topic: "t/1")) == .drop) }
        }
    }
}
