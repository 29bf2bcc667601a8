import CoreMetrics
import Synchronization

/// Durations by size: recorded in nanoseconds, exposed in seconds.
final class DurationHistogram: Instrument, TimerHandler {
    let series: SeriesIdentity
    private let buckets: HistogramBuckets<Int64>
    private let counts: AtomicCounts
    /// Nanoseconds. Starts again at 2⁶⁴, 584 years, which Prometheus takes for a restart.
    private let sum = Atomic<UInt64>(0)

    init(series: SeriesIdentity, buckets: HistogramBuckets<Int64>) {
        self.series = series
        self.buckets = buckets
        counts = AtomicCounts(count: buckets.count)
    }

    /// A negative duration, which a clock that is set back brings about, counts as none: a sum never falls.
    func recordNanoseconds(_ duration: Int64) {
        let duration = max(duration, 0)
        counts.increment(at: buckets.index(of: duration))
        sum.wrappingAdd(UInt64(duration), ordering: .relaxed)
    }

    func write(to text: inout ExpositionText) {
        let seconds = Double(sum.load(ordering: .relaxed)) / 1e9
        text.histogram(series, bounds: buckets.texts, counts: counts, sum: seconds)
    }
}
