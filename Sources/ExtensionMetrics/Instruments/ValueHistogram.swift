import CoreMetrics
import Synchronization

/// Values by size.
final class ValueHistogram: Instrument, RecorderHandler {
    let series: SeriesIdentity
    private let buckets: HistogramBuckets<Double>
    private let counts: AtomicCounts
    private let sum = Atomic<Double>(0)

    init(series: SeriesIdentity, buckets: HistogramBuckets<Double>) {
        self.series = series
        self.buckets = buckets
        counts = AtomicCounts(count: buckets.count)
    }

    func record(_ value: Int64) { record(Double(value)) }

    /// Ignores infinite and NaN values, after which the sum would never be a number again.
    func record(_ value: Double) {
        guard value.isFinite else { return }
        counts.increment(at: buckets.index(of: value))
        sum.add(value)
    }

    func write(to text: inout ExpositionText) {
        text.histogram(series, bounds: buckets.texts, counts: counts, sum: sum.load(ordering: .relaxed))
    }
}
