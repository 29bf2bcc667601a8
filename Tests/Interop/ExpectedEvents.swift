import ExtensionProtocol

/// The events that Python/hook_calls.py causes, written down a second time.
struct ExpectedEvents {
    let version: ExHookVersion

    let broker = BrokerMetadata(node: "emqx@10.0.0.1", version: "5.9.2", systemDescription: "EMQX Enterprise", clusterName: "haus")

    private var peerPort: UInt32 { version == .v1 ? 0 : 50123 }

    private var client: ClientInfo {
        ClientInfo(
            node: "emqx@10.0.0.1",
            clientID: "Gerät-1",
            username: "jürgen",
            password: "geheim",
            peerHost: "10.0.0.7",
            listenerPort: 1883,
            protocolName: "mqtt",
            mountpoint: "haus/",
            isSuperuser: true,
            isAnonymous: true,
            commonName: "cn-1",
            distinguishedName: "dn-1",
            peerPort: peerPort
        )
    }

    private var connection: ConnectionInfo {
        ConnectionInfo(
            node: "emqx@10.0.0.1",
            clientID: "Gerät-1",
            username: "jürgen",
            peerHost: "10.0.0.7",
            listenerPort: 1883,
            protocolName: "MQTT",
            protocolVersion: "5",
            keepAlive: .seconds(60),
            peerPort: peerPort
        )
    }

    private let message = Message(
        node: "emqx@10.0.0.1",
        id: "000641B5F2CA4D7E6C1B000002D70002",
        qos: .atLeastOnce,
        from: "Gerät-1",
        topic: "haus/küche",
        payload: [0x00, 0xFF] + Array("21 °C".utf8),
        timestamp: 1_700_000_000_123,
        headers: ["protocol": "mqtt", "username": "jürgen"]
    )

    private let topic = "haus/küche"
    private let reason = "{shutdown,tcp_closed}"
    private let properties = [Property(name: "Session-Expiry-Interval", value: "7200")]
    private let userProperties = [Property(name: "site", value: "nord"), Property(name: "site", value: "süd")]

    private var options: SubscriptionOptions {
        SubscriptionOptions(
            qos: .exactlyOnce,
            share: version == .v3 ? "" : "gruppe",
            retainHandling: 1,
            retainAsPublished: true,
            noLocal: true
        )
    }

    private var subscriptions: [Subscription] {
        (["haus/+", "$queue/#"] as [TopicFilter]).map { filter in
            version == .v1 ? Subscription(topicFilter: filter, qos: .exactlyOnce) : Subscription(topicFilter: filter, options: options)
        }
    }

    func event(_ hook: Hook) -> AnyHashable {
        switch hook {
        case .clientConnect: ClientConnect(connection: connection, properties: properties, userProperties: userProperties)
        case .clientConnack:
            ClientConnack(connection: connection, resultCode: "not_authorized", properties: properties, userProperties: userProperties)
        case .clientConnected: ClientConnected(client: client)
        case .clientDisconnected: ClientDisconnected(client: client, reason: reason)
        case .clientAuthenticate: ClientAuthenticate(client: client, priorResult: true)
        case .clientAuthorize: ClientAuthorize(client: client, action: .subscribe, topic: topic, priorResult: true)
        case .clientSubscribe:
            ClientSubscribe(client: client, properties: properties, subscriptions: subscriptions, userProperties: userProperties)
        case .clientUnsubscribe:
            ClientUnsubscribe(client: client, properties: properties, subscriptions: subscriptions, userProperties: userProperties)
        case .sessionCreated: SessionCreated(client: client)
        case .sessionSubscribed: SessionSubscribed(client: client, topic: topic, options: options)
        case .sessionUnsubscribed: SessionUnsubscribed(client: client, topic: topic)
        case .sessionResumed: SessionResumed(client: client)
        case .sessionDiscarded: SessionDiscarded(client: client)
        case .sessionTakenOver: SessionTakenOver(client: client)
        case .sessionTerminated: SessionTerminated(client: client, reason: reason)
        case .messagePublish: publish
        case .messageDelivered: MessageDelivered(client: client, message: message)
        case .messageDropped: MessageDropped(message: message, reason: reason)
        case .messageAcked: MessageAcked(client: client, message: message)
        }
    }

    private var publish: MessagePublish {
        guard version == .v3 else { return MessagePublish(message: message) }
        return MessagePublish(message: message, properties: properties, userProperties: userProperties)
    }
}
