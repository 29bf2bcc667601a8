import ExtensionMetrics
import Metrics
import Testing

@Suite("Registration")
struct RegistryTests {
    let log = RecordedLog()
    let metrics: PrometheusMetrics

    init() { metrics = PrometheusMetrics(logger: log.logger) }

    @Test("The same label and dimensions give the same instrument, in any order")
    func sameInstrument() {
        let first = metrics.makeCounter(label: "c", dimensions: [("a", "1"), ("b", "2")])
        #expect(first === metrics.makeCounter(label: "c", dimensions: [("b", "2"), ("a", "1")]))
        #expect(first !== metrics.makeCounter(label: "c", dimensions: [("a", "1")]))
        #expect(first !== metrics.makeCounter(label: "d", dimensions: [("a", "1"), ("b", "2")]))
        let timer = metrics.makeTimer(label: "t", dimensions: [])
        #expect(timer === metrics.makeTimer(label: "t", dimensions: []))
    }

    @Test("A destroyed metric is gone, and starts at zero when it is made again")
    func destroy() {
        let counter = Counter(label: "c", factory: metrics)
        counter.increment()
        counter.destroy()
        #expect(metrics.ownText == "")
        Counter(label: "c", factory: metrics).increment(by: 2)
        #expect(metrics.samples == ["c_total 2"])
    }

    @Test("Every kind can be destroyed, and its name is free for another type")
    func destroyEveryKind() {
        FloatingPointCounter(label: "a", factory: metrics).destroy()
        Meter(label: "b", factory: metrics).destroy()
        Gauge(label: "c", factory: metrics).destroy()
        Recorder(label: "d", factory: metrics).destroy()
        Timer(label: "e", factory: metrics).destroy()
        #expect(metrics.ownText == "")
        Gauge(label: "d_count", factory: metrics).record(1)
        Gauge(label: "e_seconds", factory: metrics).record(1)
        #expect(metrics.samples == ["d_count 1", "e_seconds 1"])
        #expect(log.lines == [])
    }

    @Test("Destroying one series leaves the others, and a stale handle destroys nothing")
    func destroyOne() {
        let stale = Counter(label: "c", dimensions: [("n", "1")], factory: metrics)
        Counter(label: "c", dimensions: [("n", "2")], factory: metrics).increment()
        stale.destroy()
        #expect(metrics.samples == [#"c_total{n="2"} 1"#])
        Counter(label: "c", dimensions: [("n", "1")], factory: metrics).increment()
        stale.destroy()
        stale.increment()
        #expect(metrics.samples == [#"c_total{n="1"} 1"#, #"c_total{n="2"} 1"#])
    }

    @Test("A name has one type: the second is logged once, works, and isn't exposed")
    func typeConflict() {
        Gauge(label: "x_total", factory: metrics).record(1)
        for _ in 0..<3 { Counter(label: "x", factory: metrics).increment() }
        Counter(label: "x", dimensions: [("a", "1")], factory: metrics).increment()
        #expect(metrics.samples == ["x_total 1"])
        #expect(log.lines == ["error: A metric isn't exposed: its name belongs to a metric of another type. label=x name=x_total"])
    }

    @Test("A histogram of values and one of durations don't mix")
    func histogramConflict() {
        Timer(label: "x", factory: metrics).recordSeconds(1)
        Recorder(label: "x_seconds", factory: metrics).record(1)
        #expect(metrics.samples.last == "x_seconds_count 1")
        #expect(log.lines.count == 1)
    }

    @Test("A histogram's samples are names, too", arguments: ["h_sum", "h_count", "h_bucket", "h"])
    func sampleConflict(name: String) {
        Recorder(label: "h", factory: metrics).record(1)
        Gauge(label: name, factory: metrics).record(7)
        #expect(!metrics.samples.contains("\(name) 7"))
        #expect(log.lines.count == 1)
    }

    @Test("The other way round: a histogram can't take the names of others")
    func histogramComesSecond() {
        Gauge(label: "h_sum", factory: metrics).record(7)
        Recorder(label: "h", factory: metrics).record(1)
        #expect(metrics.samples == ["h_sum 7"])
        #expect(log.lines.count == 1)
    }

    @Test("The names of the process's metrics are taken")
    func reservedNames() {
        Gauge(label: "process_open_fds", factory: metrics).record(-1)
        #expect(metrics.ownText == "")
        #expect(log.lines.count == 1)
    }

    @Test("Labels that become the same name share it")
    func sharedName() {
        Counter(label: "a.b", factory: metrics).increment()
        Counter(label: "a_b", factory: metrics).increment()
        #expect(metrics.samples == ["a_b_total 2"])
        #expect(log.lines == [])
    }

    @Test("Metrics can be made and destroyed by many tasks")
    func concurrentRegistration() async {
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { [metrics] in
                    for number in 0..<200 {
                        Counter(label: "kept", dimensions: [("n", "\(number)")], factory: metrics).increment()
                        let passing = Timer(label: "passing", dimensions: [("task", "\(task)")], factory: metrics)
                        passing.recordNanoseconds(1)
                        passing.destroy()
                    }
                }
            }
        }
        #expect(metrics.samples.sorted() == (0..<200).map { "kept_total{n=\"\($0)\"} 8" }.sorted())
    }
}
