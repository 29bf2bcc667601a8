import ExtensionProtocol
import Testing

/// A round trip can't see a wrong field number. Here the numbers on the wire are compared with those of EMQX's protos.
@Suite("Fields have their numbers")
struct FieldNumberTests {
    private let connection = ConnectionInfo(
        node: "n",
        clientID: "c",
        username: "u",
        peerHost: "h",
        listenerPort: 1,
        keepAlive: .seconds(1),
        peerPort: 1
    )
    private let client = ClientInfo(
        node: "n",
        clientID: "c",
        username: "u",
        password: "p",
        peerHost: "h",
        listenerPort: 1,
        mountpoint: "m",
        isSuperuser: true,
        isAnonymous: true,
        commonName: "cn",
        distinguishedName: "dn",
        peerPort: 1
    )
    private let message = Message(
        node: "n",
        id: "i",
        qos: .atLeastOnce,
        from: "f",
        topic: "t",
        payload: [1],
        timestamp: 1,
        headers: ["a": "b"]
    )
    private let properties = [Property(name: "n", value: "v")]
    private let subscriptions = [Subscription(topicFilter: "t", options: SubscriptionOptions(qos: .atLeastOnce))]

    private func fields<Event: HookEvent>(_ event: Event, _ version: ExHookVersion = .v3) throws -> [UInt32] {
        try fieldNumbers(event.encoded(broker: BrokerMetadata(node: "n"), version: version))
    }

    private func fields<Value: WireMessage>(of value: Value, _ version: ExHookVersion = .v3) throws -> [UInt32] {
        try fieldNumbers(value.encoded(version: version))
    }

    @Test func requests() throws {
        let connect = ClientConnect(connection: connection, properties: properties, userProperties: properties)
        #expect(try fields(connect) == [1, 2, 3, 4])
        #expect(try fields(connect, .v2) == [1, 2, 2, 3])
        let connack = ClientConnack(connection: connection, properties: properties, userProperties: properties)
        #expect(try fields(connack) == [1, 2, 3, 4, 5])
        #expect(try fields(ClientAuthenticate(client: client, priorResult: true)) == [1, 2, 3])
        let authorize = ClientAuthorize(client: client, action: .subscribe, topic: "t", priorResult: true)
        #expect(try fields(authorize) == [1, 2, 3, 4, 5])
        let subscribe = ClientSubscribe(
            client: client,
            properties: properties,
            subscriptions: subscriptions,
            userProperties: properties
        )
        #expect(try fields(subscribe) == [1, 2, 3, 4, 5])
        let subscribed = SessionSubscribed(client: client, topic: "t", options: SubscriptionOptions(qos: .atLeastOnce))
        #expect(try fields(subscribed) == [1, 2, 3, 4])
        #expect(try fields(SessionTerminated(client: client)) == [1, 2, 3])
        #expect(try fields(SessionCreated(client: client)) == [1, 2])
        #expect(try fields(ProviderUnloaded()) == [1])
    }

    @Test func messageRequests() throws {
        let publish = MessagePublish(message: message, properties: properties, userProperties: properties)
        #expect(try fields(publish) == [1, 2, 3, 4])
        #expect(try fields(publish, .v2) == [1, 2])
        #expect(try fields(MessageDropped(message: message)) == [1, 2, 3])
        #expect(try fields(MessageAcked(client: client, message: message)) == [1, 2, 3])
    }

    @Test func parts() throws {
        #expect(try fields(of: connection) == Array(1...9))
        #expect(try fields(of: connection, .v1) == Array(1...8))
        #expect(try fields(of: client) == Array(1...13))
        #expect(try fields(of: client, .v1) == Array(1...12))
        #expect(try fields(of: message) == Array(1...8))
        #expect(try fields(of: BrokerMetadata(node: "n", version: "v", systemDescription: "s", clusterName: "c")) == Array(1...4))
        #expect(try fields(of: BrokerInfo(version: "v", systemDescription: "s", uptime: .milliseconds(1), dateTime: "d")) == Array(1...4))
        let options = SubscriptionOptions(
            qos: .atLeastOnce,
            share: "g",
            retainHandling: 1,
            retainAsPublished: true,
            noLocal: true
        )
        #expect(try fields(of: options) == [1, 3, 4, 5])
        #expect(try fields(of: options, .v2) == [1, 2, 3, 4, 5])
    }

    @Test func responses() throws {
        #expect(ValuedResponse(.stopAndReturn, value: .bool(false)).encoded() == [0x08, 2, 0x18, 0])
        #expect(ValuedResponse(.proceed, value: .message(Message())).encoded() == [0x22, 0])
        #expect(ValuedResponse(.ignore).encoded() == [0x08, 1])
        #expect(
            LoadedResponse(hooks: [HookSpecification(name: "a", topics: ["", "#"])]).encoded() == [10, 8, 10, 1, 97, 18, 0, 18, 1, 35]
        )
        #expect(EmptySuccess().encoded() == [])
    }

    @Test func negativeNumbersTakeTenBytes() {
        let bytes: [UInt8] = Array(repeating: 0xff, count: 9) + [0x01]
        #expect(TimerTimeoutRequest(connection: "", type: -1).encoded() == [0x10] + bytes)
        #expect(BrokerInfo(version: "", uptime: .milliseconds(-1)).encoded() == [0x18] + bytes)
    }

    @Test func exproto() throws {
        let identity = ClientIdentity(clientID: "c", username: "u", mountpoint: "m")
        #expect(try fields(of: identity) == Array(1...5))
        #expect(try fields(of: AuthenticateRequest(connection: "c", client: identity, password: "p")) == [1, 2, 3])
        #expect(try fields(of: SendBytesRequest(connection: "c", bytes: [1])) == [1, 2])
        #expect(try fields(of: CloseSocketRequest(connection: "c")) == [1])
        #expect(try fields(of: TimerRequest(connection: "c", type: 1, interval: 1)) == [1, 2, 3])
        #expect(try fields(of: PublishRequest(connection: "c", topic: "t", qos: .atLeastOnce, payload: [1])) == [1, 2, 3, 4])
        #expect(try fields(of: SubscribeRequest(connection: "c", topic: "t", qos: .atLeastOnce)) == [1, 2, 3])
        #expect(try fields(of: UnsubscribeRequest(connection: "c", topic: "t")) == [1, 2])
        #expect(try fields(of: RawPublishRequest(topic: "t", qos: .atLeastOnce, payload: [1])) == [1, 2, 3])
        #expect(try fields(of: CodeResponse(code: .unknown, message: "m")) == [1, 2])
        let endpoint = Endpoint(host: "h", port: 1)
        let socket = SocketInfo(type: .ssl, peer: endpoint, local: endpoint, peerCertificate: PeerCertificate(commonName: "c"))
        #expect(try fields(of: socket) == Array(1...4))
        #expect(try fields(of: endpoint) == [1, 2])
        #expect(try fields(of: PeerCertificate(commonName: "c", distinguishedName: "d")) == [1, 2])
        #expect(try fields(of: SocketCreatedRequest(connection: "c", socket: socket)) == [1, 2])
        #expect(try fields(of: SocketClosedRequest(connection: "c", reason: "r")) == [1, 2])
        #expect(try fields(of: ReceivedBytesRequest(connection: "c", bytes: [1])) == [1, 2])
        #expect(try fields(of: TimerTimeoutRequest(connection: "c", type: 1)) == [1, 2])
        #expect(try fields(of: ReceivedMessagesRequest(connection: "c", messages: [message, message])) == [1, 2, 2])
    }

    /// Reads field numbers without the reader under test; all fields here have small numbers, and varints or lengths.
    private func fieldNumbers(_ bytes: [UInt8]) throws -> [UInt32] {
        var numbers: [UInt32] = []
        var index = 0
        while index < bytes.count {
            numbers.append(UInt32(bytes[index] >> 3))
            let hasLength = bytes[index] & 7 == 2
            try #require(hasLength || bytes[index] & 7 == 0)
            index += 1
            let value = varint(bytes, &index)
            if hasLength { index += value }
        }
        return numbers
    }

    private func varint(_ bytes: [UInt8], _ index: inout Int) -> Int {
        var value = 0
        var shift = 0
        while bytes[index] >= 0x80 {
            value |= Int(bytes[index] & 0x7f) << shift
            shift += 7
            index += 1
        }
        value |= Int(bytes[index]) << shift
        index += 1
        return value
    }
}
