/// Labels as they stand between the braces of a sample.
enum LabelText {
    /// Sorted by name, so that the order in which dimensions are given makes no other series.
    ///
    /// An empty value is what a missing label is to Prometheus, so it is left out. Values whose names become the same are joined with `;`,
    /// as OpenTelemetry's Prometheus exporters do: a sample that repeats a label would void the whole scrape.
    static func make(_ dimensions: [(String, String)], type: MetricType) -> String {
        let labels =
            dimensions
            .filter { !$0.1.isEmpty }
            .map { (name: PrometheusName.label($0.0, type: type), value: $0.1) }
            .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        var text = ""
        var lastName: String?
        for label in labels {
            if label.name == lastName {
                text += ";"
            } else {
                text += lastName == nil ? "" : "\","
                text += label.name
                text += "=\""
            }
            appendEscaped(label.value, to: &text)
            lastName = label.name
        }
        return text.isEmpty ? text : text + "\""
    }

    private static func appendEscaped(_ value: String, to text: inout String) {
        guard value.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") }) else {
            return text += value
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
