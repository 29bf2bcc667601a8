public import CoreMetrics
public import Logging
import NIOConcurrencyHelpers
import NIOCore

/// A backend of swift-metrics that Prometheus can scrape.
///
/// ```swift
/// let metrics = PrometheusMetrics()
/// MetricsSystem.bootstrap(metrics)
/// let server = ObservabilityServer(metrics: metrics)
/// ```
///
/// Counters end in `_total` and timers in `_seconds`; a `Recorder` that aggregates is a histogram, one that doesn't is a gauge, as is a
/// `Meter`. Labels become names that Prometheus takes: `hook.calls` is exposed as `hook_calls_total`. Recording takes no lock.
public final class PrometheusMetrics: MetricsFactory {
    private let configuration: PrometheusMetricsConfiguration
    private let durationBuckets: BucketChoice<Int64>
    private let valueBuckets: BucketChoice<Double>
    private let logger: Logger
    private let registry = NIOLockedValueBox(MetricRegistry(reservedNames: ProcessMetrics.names))

    /// Makes a backend without metrics. Hand it to `MetricsSystem.bootstrap` before the first metric is made.
    ///
    /// The logger is told, once per name, of a metric that can't be exposed since another of a different type has its name.
    public init(
        configuration: PrometheusMetricsConfiguration = PrometheusMetricsConfiguration(),
        logger: Logger = Logger(label: "ExtensionMetrics")
    ) {
        self.configuration = configuration
        self.logger = logger
        durationBuckets = BucketChoice(configuration.durationBuckets, configuration.durationBucketsByLabel) { .durations($0) }
        valueBuckets = BucketChoice(configuration.valueBuckets, configuration.valueBucketsByLabel) { .values($0) }
    }

    /// All metrics, and those of the process, in Prometheus' text format 0.0.4, sorted by name and labels.
    ///
    /// Reads files of `/proc` on Linux, so it may block for a moment: don't call it on an event loop.
    public func text() -> String { String(buffer: exposition()) }

    func exposition() -> ByteBuffer {
        let families = registry.withLockedValue { $0.families }
        var text = ExpositionText()
        for family in families.values.sorted(by: { $0.name < $1.name }) { family.write(to: &text) }
        ProcessMetrics.current()?.write(to: &text)
        return text.buffer
    }

    /// Makes a counter, or returns the one that has this label and these dimensions.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let counter: CounterInstrument? = instrument(.counter, label, dimensions) { CounterInstrument(series: $0) }
        return counter ?? NOOPMetricsHandler.instance
    }

    /// Makes a counter of fractions, or returns the one that has this label and these dimensions.
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        let counter: CounterInstrument? = instrument(.counter, label, dimensions) { CounterInstrument(series: $0) }
        return counter ?? NOOPMetricsHandler.instance
    }

    /// Makes a gauge, or returns the one that has this label and these dimensions.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        let gauge: GaugeInstrument? = instrument(.gauge, label, dimensions) { GaugeInstrument(series: $0) }
        return gauge ?? NOOPMetricsHandler.instance
    }

    /// Makes a histogram if `aggregate` is true, else a gauge, or returns the one that has this label and these dimensions.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate ? makeHistogram(label, dimensions) : makeGauge(label, dimensions)
    }

    private func makeHistogram(_ label: String, _ dimensions: [(String, String)]) -> any RecorderHandler {
        let histogram: ValueHistogram? = instrument(.histogram, label, dimensions) {
            ValueHistogram(series: $0, buckets: valueBuckets[label])
        }
        return histogram ?? NOOPMetricsHandler.instance
    }

    private func makeGauge(_ label: String, _ dimensions: [(String, String)]) -> any RecorderHandler {
        let gauge: GaugeInstrument? = instrument(.gauge, label, dimensions) { GaugeInstrument(series: $0) }
        return gauge ?? NOOPMetricsHandler.instance
    }

    /// Makes a histogram of seconds, or returns the one that has this label and these dimensions.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let histogram: DurationHistogram? = instrument(.histogram, label, dimensions, unit: "_seconds") {
            DurationHistogram(series: $0, buckets: durationBuckets[label])
        }
        return histogram ?? NOOPMetricsHandler.instance
    }

    /// Takes the counter's series out of the exposition. Making it again starts at zero.
    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }

    /// Takes the counter's series out of the exposition. Making it again starts at zero.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }

    /// Takes the gauge's series out of the exposition. Making it again starts at zero.
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }

    /// Takes the gauge's or histogram's series out of the exposition. Making it again starts at zero.
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }

    /// Takes the histogram's series out of the exposition. Making it again starts at zero.
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func remove(_ handler: AnyObject) {
        guard let instrument = handler as? any Instrument else { return }
        registry.withLockedValue { $0.remove(instrument) }
    }

    /// The registered instrument, made if there is none yet; nil if its name belongs to another type of metric.
    private func instrument<Kind: Instrument>(
        _ type: MetricType,
        _ label: String,
        _ dimensions: [(String, String)],
        unit: StaticString = "",
        make: (SeriesIdentity) -> Kind
    ) -> Kind? {
        let series = SeriesIdentity(label: label, dimensions: dimensions, type: type, unit: unit)
        let lookup = registry.withLockedValue { registry in
            registry.instrument(series, type: type, help: { configuration.descriptions[label] ?? label }, make: make)
        }
        switch lookup {
        case .found(let instrument): return instrument
        case .conflict(let isFirst):
            if isFirst { reportConflict(label, series) }
            return nil
        }
    }

    private func reportConflict(_ label: String, _ series: SeriesIdentity) {
        logger.error(
            "A metric isn't exposed: its name belongs to a metric of another type.",
            metadata: ["label": "\(label)", "name": "\(series.name)"]
        )
    }
}
