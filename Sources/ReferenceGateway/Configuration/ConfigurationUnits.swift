// EMQX's ways to write durations and sizes.

extension ConfigurationSection {
    /// `30s`, `500ms`, `1.5m`, `1m30s`.
    func duration(_ key: String) throws(GatewayConfigurationError) -> Duration? {
        try value(key, "a duration such as 30s or 500ms") { Duration(configured: $0) }
    }

    /// The same, or `infinity`, which is nil.
    func limit(_ key: String) throws(GatewayConfigurationError) -> Duration? {
        try text(key) == "infinity" ? nil : duration(key)
    }

    /// `4KB`, `1MB`, or bytes without a unit; a size of a buffer, so up to 64 MB.
    func byteCount(_ key: String) throws(GatewayConfigurationError) -> Int? {
        try value(key, "a size such as 4KB, from 1 byte to 64MB,") { text in
            Int(configuredBytes: text).flatMap { (1...64 << 20).contains($0) ? $0 : nil }
        }
    }

    /// A number, or `infinity`, which is the greatest one.
    func count(_ key: String) throws(GatewayConfigurationError) -> Int? {
        try text(key) == "infinity" ? .max : number(key, in: 1...Int(Int32.max))
    }

    /// `1000` or `1000/s`, or `infinity`, which is the greatest one.
    func rate(_ key: String) throws(GatewayConfigurationError) -> Int? {
        guard let text = try text(key), text.hasSuffix("/s") else { return try count(key) }
        guard let rate = Int32(text.dropLast(2)), rate > 0 else { throw error(key, "a rate such as 1000/s is expected here") }
        return Int(rate)
    }
}

extension Duration {
    /// A hundred years, so that sums with a clock's time can't overflow.
    private static let longest = Duration.seconds(100 * 365 * 86_400)
    private static let units: [Substring: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600), "d": .seconds(86_400),
    ]

    init?(configured text: String) {
        var rest = Substring(text)
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest.removeFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest.removeFirst(name.count)
            guard digits.first != ".", let number = Double(digits), number <= Double(Int32.max) else { return nil }
            guard let unit = Self.units[name.lowercased()[...]] else { return nil }
            sum += unit * number
        }
        guard sum <= Self.longest else { return nil }
        self = sum
    }
}

extension Int {
    init?(configuredBytes text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
        guard let number = Int32(digits), let unit = units[text.dropFirst(digits.count).uppercased()] else { return nil }
        self = Int(number) * unit
    }
}
