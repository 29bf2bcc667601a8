/// The buckets of every label.
struct BucketChoice<Bound: Comparable & Sendable>: Sendable {
    private let others: HistogramBuckets<Bound>
    private let byLabel: [String: HistogramBuckets<Bound>]

    init<Given>(_ others: [Given], _ byLabel: [String: [Given]], make: ([Given]) -> HistogramBuckets<Bound>) {
        self.others = make(others)
        self.byLabel = byLabel.mapValues(make)
    }

    subscript(label: String) -> HistogramBuckets<Bound> { byLabel[label] ?? others }
}
