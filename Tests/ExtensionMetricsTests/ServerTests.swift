import ExtensionMetrics
import Foundation
import Metrics
import ServiceLifecycle
import Testing

@Suite("The server and its peers", .timeLimit(.minutes(1)))
struct ServerTests {
    @Test("curl gets the metrics")
    func metricsOverCurl() async throws {
        let metrics = PrometheusMetrics()
        Counter(label: "calls", factory: metrics).increment(by: 3)
        try await withServer(metrics: metrics) { port, _ in
            let output = try await curl("-i", port: port, path: "/metrics?x=1")
            #expect(output.status == 0)
            #expect(output.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(output.text.contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
            #expect(output.text.contains("\ncalls_total 3\n"))
        }
    }

    @Test("curl hears that the process runs and is ready, or why it isn't")
    func healthOverCurl() async throws {
        let checks = [ReadinessCheck("database") { false }, ReadinessCheck("broker") { true }]
        try await withServer(readinessChecks: checks) { port, _ in
            let health = try await curl("-w", "%{http_code}", port: port, path: "/healthz")
            #expect(health.text == "ok\n200")
            let readiness = try await curl("-w", "%{http_code}", port: port, path: "/readyz")
            #expect(readiness.text == "database: not ready\n503")
        }
        try await withServer { port, _ in
            let readiness = try await curl("-w", "%{http_code}", port: port, path: "/readyz")
            #expect(readiness.text == "ok\n200")
            let metrics = try await curl("-w", "%{http_code}", port: port, path: "/metrics")
            #expect(metrics.text == "Not Found\n404")
        }
    }

    @Test("A port that another process has is named")
    func takenPort() async throws {
        try await withServer { port, _ in
            let other = ObservabilityServer(configuration: ObservabilityServerConfiguration(port: port))
            let error = await #expect(throws: ObservabilityServerError.self) { () async throws in _ = try await other.start() }
            #expect(error?.description == "metrics and health can't be served on 127.0.0.1:\(port): Address already in use")
        }
    }

    @Test("curl keeps its connection for several requests")
    func keepAlive() async throws {
        try await withServer { port, _ in
            let output = try await curl("-v", "http://127.0.0.1:\(port)/healthz", port: port, path: "/healthz")
            #expect(output.text.contains("Re-using existing connection"), "\(output.text)")
        }
    }

    @Test("Other paths and methods are told so", arguments: [("GET", "/", 404), ("POST", "/metrics", 405), ("DELETE", "/healthz", 405)])
    func refusals(method: String, path: String, status: Int) async throws {
        try await withServer(metrics: PrometheusMetrics()) { port, _ in
            let output = try await curl("-i", "-X", method, port: port, path: path)
            #expect(output.text.hasPrefix("HTTP/1.1 \(status) "))
            #expect(output.text.contains("\r\nAllow: GET, HEAD\r\n") == (status == 405))
        }
    }

    @Test("HEAD is answered with the header fields of GET and no body")
    func head() async throws {
        try await withServer { port, _ in
            let output = try await curl("-I", port: port, path: "/healthz")
            #expect(output.text.contains("\r\nContent-Length: 3\r\n"))
            let response = try await RawConnection.exchange(port: port, "HEAD /healthz HTTP/1.0\r\n\r\n")
            #expect(response.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(response.contains("\r\nContent-Length: 3\r\n"))
            #expect(response.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("HTTP/1.0 ends with the response, unless the client asks to stay")
    func version10() async throws {
        try await withServer { port, _ in
            let output = try await curl("-0", "-i", port: port, path: "/healthz")
            #expect(output.text.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(output.text.contains("\r\nConnection: close\r\n"))
            let twice = "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /healthz HTTP/1.0\r\n\r\n"
            let responses = try await RawConnection.exchange(port: port, twice)
            #expect(responses.matches(of: #/HTTP/1.0 200 OK/#).count == 2)
            #expect(responses.contains("\r\nConnection: keep-alive\r\n"))
        }
    }

    @Test("Prometheus' own parser for Python reads the metrics as they were meant")
    func pythonParser() async throws {
        var configuration = PrometheusMetricsConfiguration()
        configuration.valueBuckets = [1]
        let metrics = PrometheusMetrics(configuration: configuration)
        Counter(label: "hook.calls", dimensions: [("hook", "a \"b\" \\ c\nd")], factory: metrics).increment(by: 3)
        Recorder(label: "size", factory: metrics).record(2.5)
        Gauge(label: "level", factory: metrics).record(-0.5)
        try await withServer(metrics: metrics) { port, _ in
            let output = try await ProcessOutput.ofPython(Self.parser, "http://127.0.0.1:\(port)/metrics")
            #expect(
                output.text == #"""
                    hook_calls counter hook_calls_total {'hook': 'a "b" \\ c\nd'} 3.0
                    level gauge level {} -0.5
                    size histogram size_bucket {'le': '1'} 0.0
                    size histogram size_bucket {'le': '+Inf'} 1.0
                    size histogram size_sum {} 2.5
                    size histogram size_count {} 1.0
                    process_cpu_seconds counter
                    process_open_fds gauge
                    process_resident_memory_bytes gauge
                    process_start_time_seconds gauge

                    """#
            )
        }
    }

    private static let parser = """
        import sys, urllib.request
        from prometheus_client.parser import text_string_to_metric_families
        text = urllib.request.urlopen(sys.argv[1]).read().decode()
        for family in text_string_to_metric_families(text):
            if family.name.startswith("process_"):
                print(family.name, family.type)
                continue
            for sample in family.samples:
                print(family.name, family.type, sample.name, sample.labels, float(sample.value))
        """

    private func curl(_ options: String..., port: Int, path: String) async throws -> ProcessOutput {
        try await ProcessOutput.of("/usr/bin/env", ["curl", "-sS"] + options + ["http://127.0.0.1:\(port)\(path)"])
    }
}
