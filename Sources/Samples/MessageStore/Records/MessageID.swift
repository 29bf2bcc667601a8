import ExtensionPostgres

extension PostgresUUID {
    /// The 32 hexadecimal digits of EMQX's message identifiers, as they are: its first half is a time, so that rows of one day are
    /// neighbours in the index. Another text, which no EMQX sends, gets a random one: the message can't be recognised if it comes twice.
    init(messageID: String) {
        self = Self(digits: messageID) ?? .random()
    }

    private init?(digits: String) {
        guard digits.utf8.count == 32, let high = Self.number(digits.prefix(16)), let low = Self.number(digits.suffix(16)) else {
            return nil
        }
        self.init(high: high, low: low)
    }

    /// Without the sign that UInt64's own initializer takes.
    private static func number(_ digits: Substring) -> UInt64? { digits.utf8.first == UInt8(ascii: "+") ? nil : UInt64(digits, radix: 16) }

    /// Version 7 of RFC 9562: milliseconds since 1970 and random bits, so that these too are neighbours.
    static func random() -> PostgresUUID {
        let milliseconds = UInt64(clamping: PostgresTimestamp.now.microsecondsSince1970 / 1_000)
        return PostgresUUID(
            high: milliseconds << 16 | 0x7000 | .random(in: 0...0xFFF),
            low: .random(in: 0...UInt64.max) >> 2 | 1 << 63
        )
    }
}
