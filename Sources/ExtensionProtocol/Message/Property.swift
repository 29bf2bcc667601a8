/// An MQTT 5 property or user property, as text.
public struct Property: Sendable, Hashable {
    /// The name: MQTT's own for a property, such as `Session-Expiry-Interval`; the client's for a user property.
    public var name = ""
    /// The value as text; numbers are decimal.
    public var value = ""

    package init() {}

    /// Creates a property.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
