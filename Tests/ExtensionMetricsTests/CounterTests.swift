import ExtensionMetrics
import Metrics
import Testing

@Suite("Counters and gauges")
struct CounterTests {
    let metrics = PrometheusMetrics()

    @Test("A counter adds up, ignores what would make it fall, and starts again when it is reset")
    func counter() {
        let counter = Counter(label: "calls", factory: metrics)
        counter.increment()
        counter.increment(by: 41)
        counter.increment(by: -5)
        #expect(metrics.samples == ["calls_total 42"])
        counter.reset()
        #expect(metrics.samples == ["calls_total 0"])
    }

    @Test("A counter of fractions keeps them, and ignores what isn't an amount")
    func floatingPointCounter() {
        let counter = FloatingPointCounter(label: "seconds", factory: metrics)
        for amount in [0.25, 1.5, -1, .nan, .infinity, 0] { counter.increment(by: amount) }
        #expect(metrics.samples == ["seconds_total 1.75"])
    }

    @Test("Integers and fractions of one name are one counter")
    func mixedCounter() {
        Counter(label: "bytes", factory: metrics).increment(by: 2)
        FloatingPointCounter(label: "bytes", factory: metrics).increment(by: 0.5)
        #expect(metrics.samples == ["bytes_total 2.5"])
    }

    @Test("Large counts are exact")
    func largeCounter() {
        let counter = Counter(label: "large", factory: metrics)
        counter.increment(by: Int64.max)
        counter.increment()
        #expect(metrics.samples == ["large_total 9223372036854775808"])
    }

    @Test("A meter goes up and down")
    func meter() {
        let meter = Meter(label: "in.flight", factory: metrics)
        meter.set(10)
        meter.increment(by: 2.5)
        meter.decrement()
        for amount in [-3, .nan, .infinity] { meter.decrement(by: amount) }
        #expect(metrics.samples == ["in_flight 11.5"])
    }

    @Test(
        "A gauge shows the last value",
        arguments: [(3.0, "3"), (-0.125, "-0.125"), (1e21, "1e+21"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN")]
    )
    func gauge(value: Double, text: String) {
        let gauge = Gauge(label: "temperature", factory: metrics)
        gauge.record(99)
        gauge.record(value)
        #expect(metrics.samples == ["temperature \(text)"])
    }

    @Test("Increments of many threads add up")
    func concurrentIncrements() async throws {
        try await onThreads(4) { [metrics] in
            let counter = Counter(label: "calls", factory: metrics)
            let fractions = FloatingPointCounter(label: "fractions", factory: metrics)
            let meter = Meter(label: "level", factory: metrics)
            for _ in 0..<20_000 {
                counter.increment()
                fractions.increment(by: 0.5)
                meter.increment(by: 2)
                meter.decrement(by: 1)
            }
        }
        #expect(metrics.samples == ["calls_total 80000", "fractions_total 40000", "level 80000"])
    }
}
