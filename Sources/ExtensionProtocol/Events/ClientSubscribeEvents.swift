/// A client sent SUBSCRIBE.
public struct ClientSubscribe: Sendable, Hashable {
    /// The client.
    public var client = ClientInfo()
    /// The MQTT 5 properties of the packet.
    public var properties: [Property] = []
    /// What the client subscribes to.
    public var subscriptions: [Subscription] = []
    /// The MQTT 5 user properties of the packet, in the client's order.
    public var userProperties: [Property] = []

    package init() {}

    /// Creates the event.
    public init(
        client: ClientInfo,
        properties: [Property] = [],
        subscriptions: [Subscription],
        userProperties: [Property] = []
    ) {
        self.client = client
        self.properties = properties
        self.subscriptions = subscriptions
        self.userProperties = userProperties
    }
}

/// A client sent UNSUBSCRIBE.
public struct ClientUnsubscribe: Sendable, Hashable {
    /// The client.
    public var client = ClientInfo()
    /// The MQTT 5 properties of the packet.
    public var properties: [Property] = []
    /// What the client unsubscribes from.
    public var subscriptions: [Subscription] = []
    /// The MQTT 5 user properties of the packet, in the client's order.
    public var userProperties: [Property] = []

    package init() {}

    /// Creates the event.
    public init(
        client: ClientInfo,
        properties: [Property] = [],
        subscriptions: [Subscription],
        userProperties: [Property] = []
    ) {
        self.client = client
        self.properties = properties
        self.subscriptions = subscriptions
        self.userProperties = userProperties
    }
}
