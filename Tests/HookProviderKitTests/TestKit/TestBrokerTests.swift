import ExtensionTestKit
import HookProviderKit
import Testing

@Suite("The broker for tests", .timeLimit(.minutes(1)))
struct TestBrokerTests {
    private struct Greenhouse: ClientAuthenticateHook, MessagePublishHook, MessageDroppedHook {
        let messagePublishTopics: [TopicFilter] = ["greenhouse/#"]
        let messageDroppedTopics: [TopicFilter] = ["#"]
        let seen = Journal<Message>()

        func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision { .allow }

        func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision {
            seen.add(message.message)
            return .drop
        }

        func messageDropped(_ event: MessageDropped, context: HookContext) async throws {}
    }

    @Test func anEventThatNothingHandlesThrows() async throws {
        try await TestBroker.connect(to: Greenhouse()) { broker async throws in
            let unregistered = await #expect(throws: UnhandledEvent.self) { try await broker.notify(ClientConnected(client: .someone)) }
            #expect(
                unregistered?.description == "Nothing handles this client.connected: the provider didn't ask for it when it was loaded"
            )
            let unmatched = await #expect(throws: UnhandledEvent.self) { try await broker.publish(Message(topic: "house/1")) }
            #expect(unmatched?.hook == .messagePublish)
            #expect(unmatched?.reason == "\"house/1\" matches none of its topic filters: greenhouse/#")
            let internalOne = await #expect(throws: UnhandledEvent.self) {
                try await broker.notify(MessageDropped(message: Message(topic: "$SYS/brokers")))
            }
            #expect(internalOne?.reason.contains("$SYS/") == true)
        }
    }

    @Test func whatIsLeftEmptyIsFilledIn() async throws {
        let provider = Greenhouse()
        try await TestBroker.connect(to: provider, as: EmulatedBroker(node: "emqx@10.0.0.1")) { broker async throws in
            for _ in 1...2 { _ = try await broker.publish(Message(topic: "greenhouse/1")) }
            _ = try await broker.publish(Message(node: "n", id: "i", topic: "greenhouse/1", timestamp: 1))
        }
        let seen = provider.seen.entries
        #expect(seen.map(\.node) == ["emqx@10.0.0.1", "emqx@10.0.0.1", "n"])
        #expect(Set(seen.map(\.id)).count == 3)
        #expect(seen[0].id.count == 32)
        #expect(seen[2].id == "i")
        #expect(seen[0].timestamp > 1_700_000_000_000)
        #expect(seen[2].timestamp == 1)
    }

    @Test func aMessageAsItsSubscribersGetIt() async throws {
        let server = server { hooks in
            hooks.on(.messagePublish, topics: ["#"]) { message, _ in
                switch message.topic {
                case "dropped": .drop
                case "changed": .publish(payload: message.payload + [2])
                default: .pass
                }
            }
        }
        try await TestBroker.connect(to: server) { broker in
            #expect(try await broker.route(Message(topic: "dropped")) == nil)
            let message = Message(node: "n", id: "i", qos: .atLeastOnce, topic: "changed", payload: [1], timestamp: 1)
            let changed = try #require(try await broker.route(message))
            #expect(changed.payload == [1, 2])
            #expect(changed.qos == .atLeastOnce)
            #expect(try await broker.route(Message(topic: "passed"))?.topic == "passed")
        }
    }

    @Test func severalProvidersAreAskedInTheirOrder() async throws {
        struct Guest: ClientAuthenticateHook {
            func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision { .deny }
        }
        try await TestBroker.connect(to: Greenhouse(), Guest()) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow)
        }
        try await TestBroker.connect(to: Guest(), Greenhouse()) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .deny)
        }
    }

    /// A client's events use one connection, as EMQX's do, and all clients together several.
    @Test func eventsOfAClientStayOnOneConnection() async throws {
        let peers = Journal<String>()
        let server = server { hooks in
            hooks.on(.clientConnected) { event, context in peers.add("\(event.client.clientID) \(context.peer)") }
            hooks.on(.clientDisconnected) { event, context in peers.add("\(event.client.clientID) \(context.peer)") }
        }
        try await TestBroker.connect(to: server, over: .loopback) { broker async throws in
            for number in 1...40 {
                let client = ClientInfo(clientID: "c\(number)")
                try await broker.notify(ClientConnected(client: client))
                try await broker.notify(ClientDisconnected(client: client))
            }
        }
        #expect(Set(peers.entries).count == 40)
        #expect((2...8).contains(Set(peers.entries.map { $0.split(separator: " ")[1] }).count))
    }

    @Test func aProviderAtAnAddress() async throws {
        let running = server(configure: { $0.listeners = [.tcp(host: "127.0.0.1", port: 0)] }) { $0.add(Greenhouse()) }
        let address = try #require(try await running.start().first)
        try await TestBroker.connect(to: address, as: .v2) { broker async throws in
            #expect(broker.registrations[.messagePublish]?.topics == ["greenhouse/#"])
            #expect(try await broker.authenticate(.someone) == .allow)
            #expect(broker.droppedNotifications.isEmpty)
        }
        await running.shutDown()
        let failure = await #expect(throws: CallFailure.self) { try await TestBroker.connect(to: address) { _ in } }
        #expect(failure?.code == "UNAVAILABLE")
        #expect(failure?.method == "OnProviderLoaded")
    }

    /// What a body throws is what the test sees, and the provider is gone afterwards all the same.
    @Test func theBodysErrorComesThrough() async throws {
        await #expect(throws: Surprise.self) { try await TestBroker.connect(to: Greenhouse()) { _ in throw Surprise() } }
    }
}
