import NIOCore

/// Prometheus' text format 0.0.4, as it is written.
///
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct ExpositionText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var buffer = ByteBuffer()

    mutating func beginFamily(_ name: String, _ type: MetricType, help: String) {
        buffer.writeString("# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(type.rawValue)\n")
    }

    mutating func sample(_ series: SeriesIdentity, suffix: StaticString = "", _ value: UInt64) {
        beginSample(series, suffix: suffix)
        endSample(String(value))
    }

    mutating func sample(_ series: SeriesIdentity, suffix: StaticString = "", _ value: Double) {
        beginSample(series, suffix: suffix)
        endSample(Self.number(value))
    }

    /// The cumulative buckets, the sum and the count, which is that of the last bucket whatever is recorded meanwhile.
    mutating func histogram(_ series: SeriesIdentity, bounds: [String], counts: borrowing AtomicCounts, sum: Double) {
        var count: UInt64 = 0
        for (index, bound) in bounds.enumerated() {
            count &+= counts[index]
            bucket(series, bound: bound, count: count)
        }
        sample(series, suffix: "_sum", sum)
        sample(series, suffix: "_count", count)
    }

    private mutating func bucket(_ series: SeriesIdentity, bound: String, count: UInt64) {
        buffer.writeString(series.name)
        buffer.writeStaticString("_bucket{")
        buffer.writeString(series.labels)
        buffer.writeStaticString(series.labels.isEmpty ? "le=\"" : ",le=\"")
        buffer.writeString(bound)
        buffer.writeStaticString("\"}")
        endSample(String(count))
    }

    private mutating func beginSample(_ series: SeriesIdentity, suffix: StaticString) {
        buffer.writeString(series.name)
        buffer.writeStaticString(suffix)
        guard !series.labels.isEmpty else { return }
        buffer.writeStaticString("{")
        buffer.writeString(series.labels)
        buffer.writeStaticString("}")
    }

    private mutating func endSample(_ value: String) {
        buffer.writeStaticString(" ")
        buffer.writeString(value)
        buffer.writeStaticString("\n")
    }
}

extension ExpositionText {
    /// A number as Prometheus reads it, without the fraction of one that has none.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A help text on one line. Quotes stay as they are, unlike those of label values.
    private static func escaped(_ help: String) -> String {
        var text = ""
        for scalar in help.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
