import ExtensionMetrics
import Metrics
import Testing

@Suite("Histograms")
struct HistogramTests {
    @Test("Buckets are cumulative, and a bound belongs to its bucket")
    func cumulative() {
        let metrics = makeMetrics(values: [1, 10, 100])
        let recorder = Recorder(label: "size", factory: metrics)
        for value in [0.5, 1, 1.5, 10, 100, 101] { recorder.record(value) }
        #expect(
            metrics.samples == [
                #"size_bucket{le="1"} 2"#, #"size_bucket{le="10"} 4"#, #"size_bucket{le="100"} 5"#, #"size_bucket{le="+Inf"} 6"#,
                "size_sum 214", "size_count 6",
            ]
        )
    }

    @Test("A timer is a histogram of seconds")
    func timer() {
        let metrics = makeMetrics(durations: [.milliseconds(1), .seconds(1)])
        let timer = Timer(label: "hook.duration", dimensions: [("hook", "client.connect")], factory: metrics)
        timer.recordNanoseconds(1_000_000)
        timer.recordNanoseconds(1_000_001)
        timer.record(duration: .seconds(2))
        timer.recordNanoseconds(-1)
        #expect(
            metrics.samples == [
                #"hook_duration_seconds_bucket{hook="client.connect",le="0.001"} 2"#,
                #"hook_duration_seconds_bucket{hook="client.connect",le="1"} 3"#,
                #"hook_duration_seconds_bucket{hook="client.connect",le="+Inf"} 4"#,
                #"hook_duration_seconds_sum{hook="client.connect"} 2.002000001"#,
                #"hook_duration_seconds_count{hook="client.connect"} 4"#,
            ]
        )
    }

    @Test("The default buckets of timers go from 50 µs to 10 s")
    func defaultDurations() {
        let metrics = PrometheusMetrics()
        Timer(label: "t", factory: metrics).recordNanoseconds(1)
        let bounds = metrics.samples.dropLast(2).compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(
            bounds == [
                "5e-05", "0.0001", "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5",
                "1", "2.5", "5", "10", "+Inf",
            ]
        )
    }

    @Test("The default buckets of recorders go from 1 to 16,777,216")
    func defaultValues() {
        let metrics = PrometheusMetrics()
        Recorder(label: "r", factory: metrics).record(1)
        #expect(metrics.samples.first == #"r_bucket{le="1"} 1"#)
        #expect(metrics.samples.dropLast(3).last == #"r_bucket{le="16777216"} 1"#)
    }

    @Test("Bounds may come in any order, twice, and beyond what a number holds")
    func bounds() {
        let values = makeMetrics(values: [5, 1, 5, .infinity, .nan, -.infinity])
        Recorder(label: "r", factory: values).record(3)
        #expect(values.samples == [#"r_bucket{le="1"} 0"#, #"r_bucket{le="5"} 1"#, #"r_bucket{le="+Inf"} 1"#, "r_sum 3", "r_count 1"])

        let durations = makeMetrics(durations: [.seconds(Int64.max), .zero])
        Timer(label: "t", factory: durations).recordNanoseconds(1)
        #expect(
            durations.samples.dropLast(2) == [
                #"t_seconds_bucket{le="0"} 0"#, #"t_seconds_bucket{le="9223372036.854776"} 1"#, #"t_seconds_bucket{le="+Inf"} 1"#,
            ]
        )
    }

    @Test("Labels may have buckets of their own")
    func bucketsByLabel() {
        var configuration = PrometheusMetricsConfiguration()
        configuration.valueBucketsByLabel = ["a": [7]]
        configuration.durationBucketsByLabel = ["b": [.seconds(3)]]
        let metrics = PrometheusMetrics(configuration: configuration)
        Recorder(label: "a", factory: metrics).record(1)
        Timer(label: "b", factory: metrics).recordSeconds(1)
        #expect(
            metrics.samples == [
                #"a_bucket{le="7"} 1"#, #"a_bucket{le="+Inf"} 1"#, "a_sum 1", "a_count 1",
                #"b_seconds_bucket{le="3"} 1"#, #"b_seconds_bucket{le="+Inf"} 1"#, "b_seconds_sum 1", "b_seconds_count 1",
            ]
        )
    }

    @Test("What isn't a number is not recorded")
    func notFinite() {
        let metrics = makeMetrics(values: [1])
        let recorder = Recorder(label: "r", factory: metrics)
        for value in [.nan, .infinity, -.infinity, 0.5] { recorder.record(value) }
        #expect(metrics.samples == [#"r_bucket{le="1"} 1"#, #"r_bucket{le="+Inf"} 1"#, "r_sum 0.5", "r_count 1"])
    }

    @Test("What many threads record adds up")
    func concurrent() async throws {
        let metrics = makeMetrics(durations: [.nanoseconds(10)], values: [10])
        try await onThreads(4) {
            let timer = Timer(label: "t", factory: metrics)
            let recorder = Recorder(label: "r", factory: metrics)
            for value in 1...20_000 {
                timer.recordNanoseconds(value)
                recorder.record(value)
            }
        }
        #expect(
            metrics.samples == [
                #"r_bucket{le="10"} 40"#, #"r_bucket{le="+Inf"} 80000"#, "r_sum 800040000", "r_count 80000",
                #"t_seconds_bucket{le="1e-08"} 40"#, #"t_seconds_bucket{le="+Inf"} 80000"#,
                "t_seconds_sum 0.80004", "t_seconds_count 80000",
            ]
        )
    }

    private func makeMetrics(durations: [Duration] = [], values: [Double] = []) -> PrometheusMetrics {
        var configuration = PrometheusMetricsConfiguration()
        configuration.durationBuckets = durations
        configuration.valueBuckets = values
        return PrometheusMetrics(configuration: configuration)
    }
}
