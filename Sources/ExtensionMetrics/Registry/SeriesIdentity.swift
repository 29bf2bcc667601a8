/// What tells one series from all others, in Prometheus' terms.
struct SeriesIdentity: Sendable, Hashable {
    /// The family's name, e.g. `hook_calls_total`.
    let name: String
    /// The labels as they stand between the braces of a sample, e.g. `hook="client.connect",version="v3"`; may be empty.
    let labels: String

    init(label: String, dimensions: [(String, String)], type: MetricType, unit: StaticString = "") {
        name = PrometheusName.metric(label, unit: unit, type: type)
        labels = LabelText.make(dimensions, type: type)
    }
}
