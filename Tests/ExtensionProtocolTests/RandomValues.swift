import ExtensionProtocol
import SeededRandom

/// Random values of the model, limited to what a version of ExHook can carry.
struct RandomValues {
    private var generator: SeededGenerator
    let version: ExHookVersion

    init(seed: UInt64, version: ExHookVersion = .v3) {
        self.generator = SeededGenerator(seed: seed)
        self.version = version
    }

    mutating func bool() -> Bool { Bool.random(using: &generator) }

    mutating func number() -> UInt32 {
        let edges: [UInt32] = [0, 1, 127, 128, 16_383, 16_384, UInt32.max]
        return bool() ? edges.randomElement(using: &generator)! : UInt32.random(in: 0...UInt32.max, using: &generator)
    }

    mutating func text() -> String {
        let alphabet: [String] = [
            "", "a", "/", "+", "\"", "\\", "\n", "\u{0}", "é", "温度", "🌡️", "fifteen letters", "more than fifteen letters",
        ]
        return (0..<Int.random(in: 0...4, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }.joined()
    }

    mutating func bytes() -> [UInt8] {
        (0..<Int.random(in: 0...300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    mutating func array<Element>(_ make: (inout RandomValues) -> Element) -> [Element] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in make(&self) }
    }

    mutating func property() -> Property { Property(name: text(), value: text()) }
    mutating func properties() -> [Property] { array { $0.property() } }
    mutating func qos() -> QoS { QoS(rawValue: number()) }

    mutating func connection() -> ConnectionInfo {
        ConnectionInfo(
            node: text(),
            clientID: text(),
            username: text(),
            peerHost: text(),
            listenerPort: number(),
            protocolName: text(),
            protocolVersion: text(),
            keepAlive: .seconds(Int64(number())),
            peerPort: version == .v1 ? 0 : number()
        )
    }

    mutating func client() -> ClientInfo {
        ClientInfo(
            node: text(),
            clientID: text(),
            username: text(),
            password: text(),
            peerHost: text(),
            listenerPort: number(),
            protocolName: text(),
            mountpoint: text(),
            isSuperuser: bool(),
            isAnonymous: bool(),
            commonName: text(),
            distinguishedName: text(),
            peerPort: version == .v1 ? 0 : number()
        )
    }

    mutating func message() -> Message {
        var headers = MessageHeaders()
        for header in array({ $0.property() }) { headers[header.name] = header.value }
        return Message(
            node: text(),
            id: text(),
            qos: qos(),
            from: text(),
            topic: text(),
            payload: bytes(),
            timestamp: UInt64.random(in: 0...UInt64.max, using: &generator),
            headers: headers
        )
    }

    mutating func options() -> SubscriptionOptions {
        SubscriptionOptions(
            qos: qos(),
            share: version == .v3 ? "" : text(),
            retainHandling: number(),
            retainAsPublished: bool(),
            noLocal: bool()
        )
    }

    mutating func subscription() -> Subscription {
        let topicFilter = TopicFilter(text())
        let hasOptions = version == .v3 || (version == .v2 && bool())
        return hasOptions ? Subscription(topicFilter: topicFilter, options: options()) : Subscription(topicFilter: topicFilter, qos: qos())
    }

    mutating func broker() -> BrokerMetadata {
        BrokerMetadata(node: text(), version: text(), systemDescription: text(), clusterName: text())
    }

    mutating func action() -> AuthorizationAction {
        [.publish, .subscribe, .unrecognized(2), .unrecognized(-1)].randomElement(using: &generator)!
    }
}
