/// A session subscribed to a topic filter.
public struct SessionSubscribed: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()
    /// The topic filter as the broker sends it; see ``topicFilter``.
    public var topic = ""
    /// The subscription's options.
    public var options = SubscriptionOptions()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, topic: String, options: SubscriptionOptions) {
        self.client = client
        self.topic = topic
        self.options = options
    }

    /// The whole filter on every version: with `$share/<group>/` in front where the broker sent the group apart (before EMQX 5.4.0).
    public var topicFilter: TopicFilter {
        TopicFilter(topic).shared(by: options.share)
    }
}

/// A session unsubscribed from a topic filter.
public struct SessionUnsubscribed: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()
    /// The topic filter as the broker sends it, before EMQX 5.4.0 without the group of a shared subscription.
    public var topic = ""

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, topic: String) {
        self.client = client
        self.topic = topic
    }
}
