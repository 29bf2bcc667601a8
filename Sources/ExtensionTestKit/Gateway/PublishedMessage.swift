public import ExtensionProtocol

/// A message that a handler has published.
public struct PublishedMessage: Sendable, Hashable {
    /// The client identifier of the device; nil for a message in no device's name.
    public var clientID: String?
    /// The topic.
    public var topic: String
    /// The payload.
    public var payload: [UInt8]
    /// The quality of service.
    public var qos: QoS

    /// Creates the description of a message.
    public init(clientID: String?, topic: String, payload: [UInt8], qos: QoS = .atMostOnce) {
        self.clientID = clientID
        self.topic = topic
        self.payload = payload
        self.qos = qos
    }
}
