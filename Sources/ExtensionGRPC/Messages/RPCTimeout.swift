/// The header `grpc-timeout`: at most eight digits and a unit (PROTOCOL-HTTP2.md).
package enum RPCTimeout {
    /// Nanoseconds, saturating; nil where the text isn't a timeout.
    @inline(__always)
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 2, text.count <= 9, let unit = nanoseconds(per: text[text.count - 1]) else { return nil }
        var amount: Int64 = 0
        for index in 0..<(text.count - 1) {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            amount = amount &* 10 &+ Int64(digit)
        }
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit)
        return overflow ? .max : product
    }

    /// The same, of text.
    package static func duration(_ text: String) -> Duration? {
        Array(text.utf8).withUnsafeBufferPointer { parse($0) }.map { .nanoseconds($0) }
    }

    /// The coarsest unit that keeps eight digits, rounded up so that no time is lost.
    ///
    /// From a second on milliseconds do: calls with the same timeout then say the same most of the time, for which HPACK takes a byte.
    static func format(nanoseconds: Int64) -> String {
        let (amount, unit) = amount(of: nanoseconds)
        return String(amount) + unit.name
    }

    /// What ``format(nanoseconds:)`` says, in nanoseconds: those that are equal have one text.
    static func rounded(nanoseconds: Int64) -> Int64 {
        let (amount, unit) = amount(of: nanoseconds)
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit.nanoseconds)
        return overflow ? .max : product
    }

    private static func amount(of nanoseconds: Int64) -> (Int64, unit: (name: String, nanoseconds: Int64)) {
        let nanoseconds = max(0, nanoseconds)
        let unit: (name: String, nanoseconds: Int64) =
            switch nanoseconds {
            case ...99_999_999: ("n", 1)
            case ..<1_000_000_000: ("u", 1_000)
            case ...99_999_999_000_000: ("m", 1_000_000)
            case ...99_999_999_000_000_000: ("S", 1_000_000_000)
            case ...5_999_999_940_000_000_000: ("M", 60_000_000_000)
            default: ("H", 3_600_000_000_000)
            }
        return (nanoseconds / unit.nanoseconds + (nanoseconds % unit.nanoseconds == 0 ? 0 : 1), unit)
    }

    @inline(__always)
    private static func nanoseconds(per unit: UInt8) -> Int64? {
        switch unit {
        case UInt8(ascii: "S"): 1_000_000_000
        case UInt8(ascii: "m"): 1_000_000
        case UInt8(ascii: "M"): 60_000_000_000
        case UInt8(ascii: "H"): 3_600_000_000_000
        case UInt8(ascii: "u"): 1_000
        case UInt8(ascii: "n"): 1
        default: nil
        }
    }
}
