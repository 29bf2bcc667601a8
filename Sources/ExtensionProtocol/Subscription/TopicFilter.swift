/// An MQTT topic filter (MQTT 5 section 4.7), with EMQX's shared subscriptions `$share/<group>/…` and `$queue/…`.
public struct TopicFilter: Sendable, Hashable {
    /// The filter as it is written in a SUBSCRIBE packet.
    public var rawValue: String

    /// Creates a filter from its text, whatever it is: ``problem`` says what is wrong with it.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension TopicFilter: ExpressibleByStringInterpolation {
    /// Creates a filter from a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension TopicFilter: CustomStringConvertible {
    /// The filter's text.
    public var description: String { rawValue }
}
