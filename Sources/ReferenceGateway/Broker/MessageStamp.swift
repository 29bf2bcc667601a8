package import ExtensionProtocol
import NIOConcurrencyHelpers

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes messages: gives each its node, its time and an identifier of its own.
package final class MessageStamp: Sendable {
    private let node: String
    private let origin = UInt64.random(in: 0...UInt64.max)
    private let count = NIOLockedValueBox<UInt64>(0)

    package init(node: String) { self.node = node }

    package func message(from: String, topic: String, qos: QoS, payload: [UInt8]) -> Message {
        Message(
            node: node,
            id: nextID(),
            qos: qos,
            from: from,
            topic: topic,
            payload: payload,
            timestamp: Self.now()
        )
    }

    /// 32 hexadecimal digits, as EMQX makes them; unique in time and space.
    private func nextID() -> String {
        let number = count.withLockedValue { count in
            count += 1
            return count
        }
        return origin.hexadecimal + (number &+ origin.byteSwapped).hexadecimal
    }

    /// Milliseconds since 1970-01-01 UTC.
    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}

extension UInt64 {
    /// Sixteen upper-case digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
