/// One topic filter that a client subscribes to or unsubscribes from.
public struct Subscription: Sendable, Hashable {
    /// The topic filter; from EMQX 5.4.0 with `$share/<group>/` in front of a shared one.
    public internal(set) var topicFilter = TopicFilter("")
    /// The greatest quality of service that the subscriber wants.
    public internal(set) var qos = QoS.atMostOnce
    /// The subscription's options; nil from brokers before EMQX 5.4.0, which send only the quality of service.
    public internal(set) var options: SubscriptionOptions?

    package init() {}

    /// Creates a subscription as brokers before EMQX 5.4.0 send it.
    public init(topicFilter: TopicFilter, qos: QoS = .atMostOnce) {
        self.topicFilter = topicFilter
        self.qos = qos
    }

    /// Creates a subscription with options, whose quality of service is the subscription's.
    public init(topicFilter: TopicFilter, options: SubscriptionOptions) {
        self.topicFilter = topicFilter
        self.qos = options.qos
        self.options = options
    }
}
