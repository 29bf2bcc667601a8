/// Names as Prometheus takes them, made of any string.
enum PrometheusName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`, with the unit and a counter's `_total` at its end.
    static func metric(_ label: String, unit: StaticString, type: MetricType) -> String {
        var name = sanitized(label, allowingColons: true)
        append(unit.description, to: &name)
        if type == .counter { append("_total", to: &name) }
        return name
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`, and no two underscores at its start, which Prometheus keeps to itself.
    ///
    /// `le` belongs to histograms: theirs is exposed as `exported_le`, which is what Prometheus itself makes of a taken name.
    static func label(_ dimension: String, type: MetricType) -> String {
        var name = sanitized(dimension, allowingColons: false)
        while name.utf8.starts(with: "__".utf8) { name.removeFirst() }
        return name == "le" && type == .histogram ? "exported_le" : name
    }

    private static func append(_ suffix: String, to name: inout String) {
        if !name.hasSuffix(suffix) { name += suffix }
    }

    private static func sanitized(_ text: String, allowingColons: Bool) -> String {
        if isValid(text, allowingColons: allowingColons) { return text }
        var name = ""
        for scalar in text.unicodeScalars {
            if name.isEmpty, scalar.isDigit { name = "_" }
            name.unicodeScalars.append(scalar.isAllowed(withColons: allowingColons) ? scalar : "_")
        }
        return name.isEmpty ? "_" : name
    }

    private static func isValid(_ text: String, allowingColons: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, !first.isDigit else { return false }
        return text.unicodeScalars.allSatisfy { $0.isAllowed(withColons: allowingColons) }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate func isAllowed(withColons: Bool) -> Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        case ":": withColons
        default: false
        }
    }
}
