/// The types of Prometheus that swift-metrics has a use for; the raw value stands in TYPE lines.
enum MetricType: String, Sendable {
    case counter
    case gauge
    case histogram

    /// What a family of this type appends to its name for the samples that it exposes.
    var sampleSuffixes: [String] {
        switch self {
        case .counter, .gauge: [""]
        case .histogram: ["", "_bucket", "_sum", "_count"]
        }
    }
}
