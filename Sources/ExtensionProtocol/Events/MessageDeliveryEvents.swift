/// A message is being delivered to a subscriber.
public struct MessageDelivered: Sendable, Hashable {
    /// The subscriber.
    public var client = ClientInfo()
    /// The message.
    public var message = Message()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, message: Message) {
        self.client = client
        self.message = message
    }
}

/// A message was dropped.
public struct MessageDropped: Sendable, Hashable {
    /// The message.
    public var message = Message()
    /// Why, such as `no_subscribers`.
    public var reason = ""

    package init() {}

    /// Creates the event.
    public init(message: Message, reason: String = "no_subscribers") {
        self.message = message
        self.reason = reason
    }
}

/// A subscriber acknowledged a message (QoS 1 and 2).
public struct MessageAcked: Sendable, Hashable {
    /// The subscriber.
    public var client = ClientInfo()
    /// The message.
    public var message = Message()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, message: Message) {
        self.client = client
        self.message = message
    }
}
