import CoreMetrics
import Synchronization

/// A counter, of integers, of fractions, or of both.
final class CounterInstrument: Instrument, CounterHandler, FloatingPointCounterHandler {
    let series: SeriesIdentity
    /// Starts again at 2⁶⁴, which Prometheus takes for a restart.
    private let whole = Atomic<UInt64>(0)
    private let fractional = Atomic<Double>(0)

    init(series: SeriesIdentity) { self.series = series }

    /// Ignores negative amounts: a counter never falls.
    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        whole.wrappingAdd(UInt64(amount), ordering: .relaxed)
    }

    /// Ignores negative, infinite and NaN amounts, as swift-metrics' own counters do.
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        fractional.add(amount)
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        fractional.store(0, ordering: .relaxed)
    }

    func write(to text: inout ExpositionText) {
        let fractional = fractional.load(ordering: .relaxed)
        let whole = whole.load(ordering: .relaxed)
        if fractional == 0 { text.sample(series, whole) } else { text.sample(series, Double(whole) + fractional) }
    }
}
