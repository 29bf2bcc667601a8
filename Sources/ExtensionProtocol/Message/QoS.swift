/// MQTT's quality of service (MQTT 5 section 4.3).
///
/// The wire can carry any number; one that MQTT doesn't know is kept, and ``isValid`` is false.
public struct QoS: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public var rawValue: UInt32

    /// Creates a quality of service from its number on the wire.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// QoS 0: delivered once or lost.
    public static let atMostOnce = QoS(rawValue: 0)
    /// QoS 1: delivered once or more.
    public static let atLeastOnce = QoS(rawValue: 1)
    /// QoS 2: delivered exactly once.
    public static let exactlyOnce = QoS(rawValue: 2)

    /// Whether the number is 0, 1 or 2.
    public var isValid: Bool { rawValue <= 2 }
}

extension QoS: Comparable {
    /// Orders by number: a greater one promises more.
    public static func < (lhs: QoS, rhs: QoS) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension QoS: CustomStringConvertible {
    /// The number on the wire.
    public var description: String { String(rawValue) }
}
