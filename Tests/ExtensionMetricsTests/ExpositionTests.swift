import ExtensionMetrics
import Metrics
import Testing

@Suite("The text format")
struct ExpositionTests {
    @Test("Families are sorted by name, series by labels, whatever the order in which they were made")
    func exactText() {
        var configuration = PrometheusMetricsConfiguration()
        configuration.descriptions = ["hook.calls": "Calls of EMQX, by hook.", "odd": "A \\ and a\nsecond line, \"quoted\"."]
        let metrics = PrometheusMetrics(configuration: configuration)
        Gauge(label: "odd", factory: metrics).record(0.5)
        Counter(label: "hook.calls", dimensions: [("version", "v3"), ("hook", "client.connect")], factory: metrics).increment(by: 3)
        Counter(label: "hook.calls", dimensions: [("hook", "client.authenticate"), ("version", "v3")], factory: metrics).increment()
        Meter(label: "connections", factory: metrics).set(2)
        #expect(
            metrics.ownText == #"""
                # HELP connections connections
                # TYPE connections gauge
                connections 2
                # HELP hook_calls_total Calls of EMQX, by hook.
                # TYPE hook_calls_total counter
                hook_calls_total{hook="client.authenticate",version="v3"} 1
                hook_calls_total{hook="client.connect",version="v3"} 3
                # HELP odd A \\ and a\nsecond line, "quoted".
                # TYPE odd gauge
                odd 0.5

                """#
        )
    }

    @Test("A histogram has one TYPE line for all its samples")
    func histogramText() {
        var configuration = PrometheusMetricsConfiguration()
        configuration.valueBuckets = [1]
        let metrics = PrometheusMetrics(configuration: configuration)
        for node in ["b", "a"] { Recorder(label: "size", dimensions: [("node", node)], factory: metrics).record(2) }
        #expect(
            metrics.ownText == #"""
                # HELP size size
                # TYPE size histogram
                size_bucket{node="a",le="1"} 0
                size_bucket{node="a",le="+Inf"} 1
                size_sum{node="a"} 2
                size_count{node="a"} 1
                size_bucket{node="b",le="1"} 0
                size_bucket{node="b",le="+Inf"} 1
                size_sum{node="b"} 2
                size_count{node="b"} 1

                """#
        )
    }

    @Test("Backslashes, quotes and line feeds of label values are escaped, and nothing else")
    func escapes() {
        let metrics = PrometheusMetrics()
        Gauge(label: "g", dimensions: [("a", "\\ \" \n \r\n \t 温室 🌱 {},=")], factory: metrics).record(1)
        #expect(metrics.ownText.hasSuffix("g{a=\"\\\\ \\\" \\n \r\\n \t 温室 🌱 {},=\"} 1\n"))
    }

    @Test("Thousands of series come out, each once")
    func manySeries() {
        let metrics = PrometheusMetrics()
        for number in (0..<5000).shuffled() {
            Counter(label: "many", dimensions: [("n", "\(number)")], factory: metrics).increment(by: number)
        }
        let expected = (0..<5000).map { "many_total{n=\"\($0)\"} \($0)" }.sorted()
        #expect(metrics.samples.sorted() == expected)
        #expect(metrics.ownText == metrics.ownText)
    }
}
