/// The upper bounds of a histogram's buckets, in ascending order. Copies share their storage.
struct HistogramBuckets<Bound: Comparable & Sendable>: Sendable {
    private let bounds: [Bound]
    /// The values of the label `le`, one more than there are bounds.
    let texts: [String]

    /// Takes bounds in any order; `value` is what a bound is in the exposition.
    init(_ bounds: [Bound], value: (Bound) -> Double) {
        self.bounds = bounds.sorted().reduce(into: []) { kept, bound in
            if kept.last != bound { kept.append(bound) }
        }
        texts = self.bounds.map { ExpositionText.number(value($0)) } + ["+Inf"]
    }

    var count: Int { texts.count }

    /// The bucket that a value falls in. A loop from below, since nearly all values are in the first few buckets.
    func index(of value: Bound) -> Int {
        var index = 0
        while index < bounds.count, bounds[index] < value { index += 1 }
        return index
    }
}

extension HistogramBuckets<Int64> {
    /// Buckets of nanoseconds that are exposed in seconds.
    static func durations(_ bounds: [Duration]) -> Self {
        Self(bounds.map(\.nanosecondsClamped)) { Double($0) / 1e9 }
    }
}

extension HistogramBuckets<Double> {
    /// Buckets of values. Bounds that aren't finite are left out: `+Inf` is always there.
    static func values(_ bounds: [Double]) -> Self {
        Self(bounds.filter(\.isFinite)) { $0 }
    }
}

extension Duration {
    /// At most ±292 years.
    fileprivate var nanosecondsClamped: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }
}
