import ExtensionProtocol
import Foundation

/// Requests of OnMessagePublish as EMQX 5.9 sends them, each with a message identifier of its own.
struct MessageSource: Sendable {
    private static let broker = BrokerMetadata(node: "emqx@127.0.0.1", version: "5.9.2")

    private let payload: [UInt8]
    private let topics: Int
    /// Differs from run to run, as a broker's identifiers do.
    private let run = UInt64(Date.now.timeIntervalSince1970 * 1_000_000)

    init(payloadBytes: Int, topics: Int) {
        payload = (0..<payloadBytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        self.topics = topics
    }

    func request(_ number: Int) -> [UInt8] {
        let message = Message(
            node: Self.broker.node,
            id: Self.hex(run) + Self.hex(UInt64(number)),
            qos: .atLeastOnce,
            from: "publisher-\(number % 100)",
            topic: "load/\(number % topics)/value",
            payload: payload,
            timestamp: UInt64(Date.now.timeIntervalSince1970 * 1_000),
            headers: ["protocol": "mqtt", "username": "load", "peerhost": "127.0.0.1"]
        )
        return MessagePublish(message: message).encoded(broker: Self.broker, version: .v3)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
