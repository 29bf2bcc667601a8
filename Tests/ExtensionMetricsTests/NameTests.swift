import Testing

@testable import ExtensionMetrics

@Suite("Names and labels")
struct NameTests {
    @Test(
        "Labels become names that Prometheus takes",
        arguments: [
            ("hook.calls", "hook_calls"), ("a:b_c9", "a:b_c9"), ("9lives", "_9lives"), (".9", "_9"),
            ("größe-%", "gr__e__"), ("🌱", "_"), ("", "_"),
        ]
    )
    func metricNames(label: String, name: String) {
        #expect(PrometheusName.metric(label, unit: "", type: .gauge) == name)
    }

    @Test("The unit and a counter's suffix are added once")
    func suffixes() {
        #expect(PrometheusName.metric("calls", unit: "", type: .counter) == "calls_total")
        #expect(PrometheusName.metric("calls.total", unit: "", type: .counter) == "calls_total")
        #expect(PrometheusName.metric("duration", unit: "_seconds", type: .histogram) == "duration_seconds")
        #expect(PrometheusName.metric("duration_seconds", unit: "_seconds", type: .histogram) == "duration_seconds")
    }

    @Test(
        "Dimensions become label names",
        arguments: [("hook.name", "hook_name"), ("a:b", "a_b"), ("__name__", "_name__"), ("1", "_1"), ("", "_"), ("le", "le")]
    )
    func labelNames(dimension: String, name: String) {
        #expect(PrometheusName.label(dimension, type: .counter) == name)
    }

    @Test("A histogram keeps le to itself")
    func histogramBound() {
        #expect(LabelText.make([("le", "3")], type: .histogram) == #"exported_le="3""#)
    }

    @Test("Labels are sorted; an empty value is no label")
    func labels() {
        #expect(LabelText.make([("b", "2"), ("a", "1"), ("c", "")], type: .gauge) == #"a="1",b="2""#)
        #expect(LabelText.make([("a", "")], type: .gauge) == "")
        #expect(LabelText.make([], type: .gauge) == "")
    }

    @Test("Values of the same label are joined, in any order of the dimensions")
    func repeatedLabels() {
        #expect(LabelText.make([("a.b", "2"), ("a-b", "1"), ("a_c", "3")], type: .gauge) == #"a_b="1;2",a_c="3""#)
        #expect(LabelText.make([("a-b", "1"), ("a.b", "2"), ("a_c", "3")], type: .gauge) == #"a_b="1;2",a_c="3""#)
    }
}
