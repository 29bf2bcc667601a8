import ExtensionTestKit
import HookProviderKit
import Testing

@Suite("All events reach their handlers as they were fired", .timeLimit(.minutes(1)))
struct EveryEventTests {
    private let client = ClientInfo(
        node: "n",
        clientID: "Gerät-1",
        username: "jürgen",
        password: "geheim",
        peerHost: "10.0.0.7",
        listenerPort: 1883,
        mountpoint: "haus/",
        isSuperuser: true,
        commonName: "cn",
        distinguishedName: "dn"
    )
    private let connection = ConnectionInfo(node: "n", clientID: "Gerät-1", peerHost: "10.0.0.7", keepAlive: .seconds(60))
    private let message = Message(
        node: "n",
        id: "000641B5F2CA4D7E6C1B000002D70002",
        qos: .atLeastOnce,
        from: "Gerät-1",
        topic: "haus/küche",
        payload: [0, 0xFF],
        timestamp: 1_700_000_000_123,
        headers: ["username": "jürgen"]
    )
    private let properties = [Property(name: "Session-Expiry-Interval", value: "7200")]
    /// One with what Erlang has to escape: v1 and v2 carry them as an Erlang term among the other properties.
    private let userProperties = [Property(name: "site", value: "süd"), Property(name: "site", value: "a \"b\\c")]

    @Test(arguments: [EmulatedBroker.v1, .v2, .v3])
    func inEveryVersion(_ version: EmulatedBroker) async throws {
        let provider = EveryHook()
        try await TestBroker.connect(to: provider, as: version) { broker async throws in
            #expect(try await broker.authenticate(client, priorResult: true) == .allow)
            #expect(try await broker.authorize(client, to: .subscribe, "haus/#", priorResult: true) == .deny)
            let properties = version.version == .v3 ? properties : []
            let userProperties = version.version == .v3 ? userProperties : []
            #expect(try await broker.publish(message, properties: properties, userProperties: userProperties) == .pass)
            try await notifyOfClients(broker)
            try await notifyOfSessionsAndMessages(broker)
            #expect(provider.journal.entries == expected(properties: properties, userProperties: userProperties))
        }
    }

    private var options: SubscriptionOptions { SubscriptionOptions(qos: .atLeastOnce, retainHandling: 2, noLocal: true) }
    private var connect: ClientConnect { ClientConnect(connection: connection, properties: properties, userProperties: userProperties) }
    private var connack: ClientConnack { ClientConnack(connection: connection, properties: properties, userProperties: userProperties) }
    private var subscribed: SessionSubscribed { SessionSubscribed(client: client, topic: "haus/#", options: options) }
    private var dropped: MessageDropped { MessageDropped(message: message, reason: "no_subscribers") }

    private func notifyOfClients(_ broker: TestBroker) async throws {
        try await broker.notify(connect)
        try await broker.notify(connack)
        try await broker.notify(ClientConnected(client: client))
        try await broker.notify(ClientDisconnected(client: client, reason: "keepalive_timeout"))
    }

    private func notifyOfSessionsAndMessages(_ broker: TestBroker) async throws {
        try await broker.notify(SessionCreated(client: client))
        try await broker.notify(subscribed)
        try await broker.notify(SessionUnsubscribed(client: client, topic: "haus/#"))
        try await broker.notify(SessionResumed(client: client))
        try await broker.notify(SessionDiscarded(client: client))
        try await broker.notify(SessionTakenOver(client: client))
        try await broker.notify(SessionTerminated(client: client, reason: "{shutdown,normal}"))
        try await broker.notify(MessageDelivered(client: client, message: message))
        try await broker.notify(dropped)
        try await broker.notify(MessageAcked(client: client, message: message))
    }

    private func expected(properties: [Property], userProperties: [Property]) -> [EveryHook.Observation] {
        [
            .init(hook: .clientAuthenticate, event: ClientAuthenticate(client: client, priorResult: true)),
            .init(hook: .clientAuthorize, event: ClientAuthorize(client: client, action: .subscribe, topic: "haus/#", priorResult: true)),
            .init(
                hook: .messagePublish,
                event: MessagePublish(message: message, properties: properties, userProperties: userProperties)
            ),
            .init(hook: .clientConnect, event: connect),
            .init(hook: .clientConnack, event: connack),
            .init(hook: .clientConnected, event: ClientConnected(client: client)),
            .init(hook: .clientDisconnected, event: ClientDisconnected(client: client, reason: "keepalive_timeout")),
            .init(hook: .sessionCreated, event: SessionCreated(client: client)),
            .init(hook: .sessionSubscribed, event: subscribed),
            .init(hook: .sessionUnsubscribed, event: SessionUnsubscribed(client: client, topic: "haus/#")),
            .init(hook: .sessionResumed, event: SessionResumed(client: client)),
            .init(hook: .sessionDiscarded, event: SessionDiscarded(client: client)),
            .init(hook: .sessionTakenOver, event: SessionTakenOver(client: client)),
            .init(hook: .sessionTerminated, event: SessionTerminated(client: client, reason: "{shutdown,normal}")),
            .init(hook: .messageDelivered, event: MessageDelivered(client: client, message: message)),
            .init(hook: .messageDropped, event: dropped),
            .init(hook: .messageAcked, event: MessageAcked(client: client, message: message)),
        ]
    }

    @Test(arguments: [EmulatedBroker.v1, .v2, .v3])
    func subscribeAndUnsubscribe(_ version: EmulatedBroker) async throws {
        let provider = EveryHook()
        let subscription =
            version.version == .v3 ? Subscription(topicFilter: "$share/g/t", options: options) : Subscription(topicFilter: "haus/#")
        let subscribe = ClientSubscribe(
            client: client,
            properties: properties,
            subscriptions: [subscription],
            userProperties: userProperties
        )
        let unsubscribe = ClientUnsubscribe(client: client, subscriptions: [subscription], userProperties: userProperties)
        try await TestBroker.connect(to: provider, as: version) { broker async throws in
            try await broker.notify(subscribe)
            try await broker.notify(unsubscribe)
        }
        #expect(
            provider.journal.entries == [
                .init(hook: .clientSubscribe, event: subscribe), .init(hook: .clientUnsubscribe, event: unsubscribe),
            ]
        )
    }
}
