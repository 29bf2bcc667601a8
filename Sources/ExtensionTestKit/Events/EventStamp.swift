import ExtensionProtocol

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a broker adds to events: its node, and a message's identifier and time.
struct EventStamp {
    let node: String
    /// How many events came before.
    let number: Int

    func complete(_ node: inout String) {
        if node.isEmpty { node = self.node }
    }

    func complete(_ message: inout Message) {
        complete(&message.node)
        if message.id.isEmpty { message.id = id }
        if message.timestamp == 0 { message.timestamp = now }
    }

    /// 32 hexadecimal digits, as EMQX makes them; unique for this broker.
    private var id: String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Milliseconds since 1970-01-01 UTC.
    private var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}
