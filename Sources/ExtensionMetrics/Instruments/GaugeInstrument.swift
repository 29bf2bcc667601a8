import CoreMetrics
import Synchronization

/// A value that goes up and down.
final class GaugeInstrument: Instrument, MeterHandler, RecorderHandler {
    let series: SeriesIdentity
    private let value = Atomic<Double>(0)

    init(series: SeriesIdentity) { self.series = series }

    func set(_ newValue: Int64) { set(Double(newValue)) }

    func set(_ newValue: Double) { value.store(newValue, ordering: .relaxed) }

    func record(_ newValue: Int64) { set(Double(newValue)) }

    func record(_ newValue: Double) { set(newValue) }

    /// Ignores amounts that aren't positive and finite, as swift-metrics' own meters do.
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.add(amount)
    }

    /// Ignores amounts that aren't positive and finite, as swift-metrics' own meters do.
    func decrement(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.add(-amount)
    }

    func write(to text: inout ExpositionText) {
        text.sample(series, value.load(ordering: .relaxed))
    }
}
