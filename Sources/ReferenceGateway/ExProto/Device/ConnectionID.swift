/// A device's connection, as the handler knows it (`conn`): 128 random bits, so that nobody guesses another's.
struct ConnectionID: Sendable, Hashable {
    private let high: UInt64
    private let low: UInt64

    init() {
        var generator = SystemRandomNumberGenerator()
        (high, low) = (generator.next(), generator.next())
    }

    /// Reads what `text` gives; nil for anything else.
    init?(_ text: String) {
        let digits = text.utf8
        guard digits.count == 32, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")) else { return nil }
        guard let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16) else { return nil }
        (self.high, self.low) = (high, low)
        guard self.text == text else { return nil }
    }

    /// 32 hexadecimal digits.
    var text: String { high.hexadecimal + low.hexadecimal }
}
