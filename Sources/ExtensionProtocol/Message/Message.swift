/// A message on its way through the broker.
public struct Message: Sendable, Hashable {
    /// The broker node that took the message.
    public var node = ""
    /// The message's identifier: 32 hexadecimal digits, unique in the cluster.
    public var id = ""
    /// The quality of service it was published with.
    public var qos = QoS.atMostOnce
    /// The client identifier of the publisher, or the name of the broker's part that made the message.
    public var from = ""
    /// The topic, with the publisher's mountpoint.
    public var topic = ""
    /// The payload.
    public var payload: [UInt8] = []
    /// When the broker took the message, in milliseconds since 1970-01-01 UTC.
    public var timestamp: UInt64 = 0
    /// What the broker says about the publisher (from EMQX 4.4.0); empty on ExProto.
    public var headers = MessageHeaders()

    package init() {}

    /// Creates a message; everything not given is empty, the quality of service is 0.
    public init(
        node: String = "",
        id: String = "",
        qos: QoS = .atMostOnce,
        from: String = "",
        topic: String,
        payload: [UInt8] = [],
        timestamp: UInt64 = 0,
        headers: MessageHeaders = [:]
    ) {
        self.node = node
        self.id = id
        self.qos = qos
        self.from = from
        self.topic = topic
        self.payload = payload
        self.timestamp = timestamp
        self.headers = headers
    }
}

extension Message {
    /// The header by which a provider lets a message go out or drops it.
    package static let allowPublishHeader = "allow_publish"

    /// Whether the message may go out: it may unless a provider set the header `allow_publish` to `false`.
    public var allowsPublish: Bool {
        get { headers[Self.allowPublishHeader] != "false" }
        set { headers[Self.allowPublishHeader] = newValue ? "true" : "false" }
    }
}
