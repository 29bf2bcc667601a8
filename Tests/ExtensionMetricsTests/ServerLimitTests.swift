import ExtensionMetrics
import Metrics
import Testing

@Suite("What clients may do to the server", .timeLimit(.minutes(1)))
struct ServerLimitTests {
    private static let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let lastRequest = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    @Test("Pipelined requests are answered in order, slow ones too")
    func pipelining() async throws {
        try await withServer(metrics: PrometheusMetrics(), readinessChecks: [ReadinessCheck("no") { false }]) { port, _ in
            let requests = ["readyz", "healthz", "metrics", "nowhere", "readyz"].map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            let text = try await RawConnection.exchange(port: port, requests + Self.lastRequest)
            let statuses = text.matches(of: #/HTTP/1.1 (\d+)/#).map(\.1)
            #expect(statuses == ["503", "200", "200", "404", "503", "200"])
        }
    }

    @Test("A client that closes its half still gets its answer, to the last of several requests, too", arguments: [1, 2])
    func halfClosed(requests: Int) async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let slow = ReadinessCheck("slow", timeLimit: .seconds(3600)) {
            start.yield()
            try await Task.sleep(for: .milliseconds(100))
            return false
        }
        try await withServer(readinessChecks: [slow]) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send(String(repeating: "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n", count: requests))
            for await _ in started.prefix(requests) {}
            try await connection.closeOutput()
            #expect(await connection.readToEnd().matches(of: #/slow: not ready\n/#).count == requests)
        }
    }

    @Test("Nothing is answered behind the last response", arguments: ["Host: x\r\nConnection: close", "Host: x\r\nHost: y"])
    func lastResponse(fields: String) async throws {
        try await withServer(metrics: largeMetrics()) { port, _ in
            let first = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
            let last = "GET /healthz HTTP/1.1\r\n\(fields)\r\n\r\n"
            let responses = try await RawConnection.exchange(port: port, first + last + Self.request)
            #expect(responses.suffix(1000).matches(of: #/HTTP/1.1 \d+/#).count == 1)
        }
    }

    @Test(
        "What isn't a request is refused, and the connection closed",
        arguments: [
            "nonsense\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "GET /healthz HTTP/9.9\r\n\r\n", "GET /healthz HTTP/1.1\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        ]
    )
    func badRequest(text: String) async throws {
        try await withServer { port, _ in
            let response = try await RawConnection.exchange(port: port, text)
            #expect(response.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(response.contains("\r\nConnection: close\r\n"))
            #expect(try await RawConnection.exchange(port: port, Self.lastRequest).hasSuffix("ok\n"))
        }
    }

    @Test(
        "A request's head is bounded",
        arguments: [
            "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "a", count: 9000))\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\n" + (0..<3).map { "A\($0): \(String(repeating: "a", count: 8000))\r\n" }.joined() + "\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\n" + (0..<100).map { "A\($0): a\r\n" }.joined() + "\r\n",
        ]
    )
    func longHead(text: String) async throws {
        try await withServer { port, _ in
            let response = try await RawConnection.exchange(port: port, text)
            #expect(response.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large\r\n"))
        }
    }

    @Test("A small body is skipped, a large one isn't read to its end")
    func bodies() async throws {
        try await withServer { port, _ in
            let small = "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
            let text = try await RawConnection.exchange(port: port, small + Self.lastRequest)
            #expect(text.matches(of: #/HTTP/1.1 200 OK/#).count == 2)

            let large = "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n" + String(repeating: "b", count: 65_537)
            #expect(try await RawConnection.exchange(port: port, large).hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test("There are no more connections than there may be, and a closed one makes room")
    func maximumConnections() async throws {
        try await withServer(configure: { $0.maximumConnections = 1 }) { port, _ in
            let first = try await RawConnection(port: port)
            // Once it is served it counts: connections are accepted in order, but registered on several loops.
            try await first.send(Self.request)
            #expect(await first.readPart().hasPrefix("HTTP/1.1 200 OK"))
            #expect((try? await RawConnection.exchange(port: port, Self.lastRequest)) ?? "" == "")
            await first.close()
            try await untilServed(port)
        }
    }

    @Test("A client that sends its request too slowly is cut off, however steadily it drips")
    func slowRequest() async throws {
        try await withServer(configure: { $0.clientTimeout = .milliseconds(200) }) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\nA: ")
            let drip = Task {
                while !Task.isCancelled {
                    try await connection.send("a")
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
            #expect(await connection.readToEnd() == "")
            drip.cancel()
        }
    }

    @Test("An idle connection is closed")
    func idle() async throws {
        try await withServer(configure: { $0.clientTimeout = .milliseconds(100) }) { port, _ in
            try await untilServed(port, Self.request)
            let unused = try await RawConnection.exchange(port: port, "")
            #expect(unused == "")
        }
    }

    @Test("A client that doesn't read its response is cut off")
    func slowReader() async throws {
        try await withServer(metrics: largeMetrics()) {
            $0.maximumConnections = 1
            $0.clientTimeout = .milliseconds(200)
        } _: { port, _ in
            let reader = try await RawConnection(port: port)
            try await reader.send(Self.request)
            #expect(await reader.readPart().hasPrefix("HTTP/1.1 200 OK"))
            try await reader.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            try await untilServed(port)
            #expect(await reader.readToEnd().utf8.count < 20_000_000)
        }
    }

    /// Whose exposition, 20 MB, is more than sockets buffer.
    private func largeMetrics() -> PrometheusMetrics {
        let metrics = PrometheusMetrics()
        let padding = String(repeating: "x", count: 100_000)
        for number in 0..<200 { Gauge(label: "large", dimensions: [("n", "\(number)\(padding)")], factory: metrics).record(1) }
        return metrics
    }

    /// Returns once a client is served and its connection closed, however often clients are turned away or are too slow before.
    private func untilServed(_ port: Int, _ request: String = lastRequest) async throws {
        while (try? await RawConnection.exchange(port: port, request))?.hasSuffix("ok\n") != true {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
