// EMQX's ways to write durations and sizes.

extension ConfigurationSection {
    /// `30s`, `500ms`, `1m30s`.
    func duration(_ key: String) throws(GatewayConfigurationError) -> Duration? {
        try value(key, "a duration such as 30s or 500ms") { Duration(configured: $0) }
    }

    /// The same, or `infinity`, which is nil.
    func limit(_ key: String) throws(GatewayConfigurationError) -> Duration? {
        try text(key) == "infinity" ? nil : duration(key)
    }

    /// `4KB`, `1MB`, or bytes without a unit.
    func byteCount(_ key: String) throws(GatewayConfigurationError) -> Int? {
        try value(key, "a size such as 4KB") { Int(configuredBytes: $0) }
    }
}

extension Duration {
    private static let units: [Substring: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600), "d": .seconds(86_400),
    ]

    init?(configured text: String) {
        var rest = Substring(text)
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest.removeFirst(name.count)
            guard let number = Int32(digits), let unit = Self.units[name] else { return nil }
            sum += unit * number
        }
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
