/// A message was published and is about to be routed.
public struct MessagePublish: Sendable, Hashable {
    /// The message.
    public var message = Message()
    /// The MQTT 5 properties of the PUBLISH packet; empty from brokers before EMQX 5.9.0.
    public var properties: [Property] = []
    /// The MQTT 5 user properties of the PUBLISH packet; empty from brokers before EMQX 5.9.0.
    public var userProperties: [Property] = []

    package init() {}

    /// Creates the event.
    public init(message: Message, properties: [Property] = [], userProperties: [Property] = []) {
        self.message = message
        self.properties = properties
        self.userProperties = userProperties
    }
}

extension MessagePublish {
    /// The message's identifier: 32 hexadecimal digits, unique in the cluster.
    public var id: String { message.id }
    /// The quality of service it was published with.
    public var qos: QoS { message.qos }
    /// The client identifier of the publisher.
    public var from: String { message.from }
    /// The topic, with the publisher's mountpoint.
    public var topic: String { message.topic }
    /// The payload.
    public var payload: [UInt8] { message.payload }
    /// When the broker took the message, in milliseconds since 1970-01-01 UTC.
    public var timestamp: UInt64 { message.timestamp }
    /// What the broker says about the publisher.
    public var headers: MessageHeaders { message.headers }
}
