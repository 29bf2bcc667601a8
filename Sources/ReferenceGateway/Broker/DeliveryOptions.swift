package import ExtensionProtocol

/// What a subscription says of the messages that it gets (MQTT 5 section 3.8.3.1).
package struct DeliveryOptions: Sendable, Hashable {
    /// The greatest quality of service.
    package var qos: QoS
    /// Whether the subscriber doesn't get its own messages.
    package var noLocal: Bool

    package init(qos: QoS, noLocal: Bool = false) {
        self.qos = qos
        self.noLocal = noLocal
    }
}
