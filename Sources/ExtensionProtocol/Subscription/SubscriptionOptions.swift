/// The options of a subscription (MQTT 5 section 3.8.3.1).
public struct SubscriptionOptions: Sendable, Hashable {
    /// The greatest quality of service that the subscriber wants.
    public var qos = QoS.atMostOnce
    /// The group of a shared subscription where the broker sends it apart from the filter (before EMQX 5.4.0), else empty.
    public var share = ""
    /// Retain Handling: 0 sends retained messages, 1 only to a new subscription, 2 never.
    public var retainHandling: UInt32 = 0
    /// Retain As Published: whether forwarded messages keep their RETAIN flag.
    public var retainAsPublished = false
    /// No Local: whether the subscriber doesn't get its own messages.
    public var noLocal = false

    package init() {}

    /// Creates options; everything not given is 0, false or empty.
    public init(
        qos: QoS,
        share: String = "",
        retainHandling: UInt32 = 0,
        retainAsPublished: Bool = false,
        noLocal: Bool = false
    ) {
        self.qos = qos
        self.share = share
        self.retainHandling = retainHandling
        self.retainAsPublished = retainAsPublished
        self.noLocal = noLocal
    }
}
