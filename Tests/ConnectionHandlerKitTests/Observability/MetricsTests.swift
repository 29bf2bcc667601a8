import ConnectionHandlerKit
import CoreMetrics
import ExtensionGRPC
import ExtensionProtocol
import ExtensionTestKit
import MetricsTestKit
import NIOCore
import Testing

/// Metrics are installed for each test's own task, so tests don't meet in them.
@Suite(.timeLimit(.minutes(1)))
struct MetricsTests {
    private let metrics = TestMetrics()
    private let journal = Journal()

    private func total(_ name: String) -> Int64? {
        (try? metrics.expectCounter("connection_handler_\(name)"))?.values.reduce(0, +)
    }

    @Test func connectionsAndEventsAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            let server = ConnectionHandlerServer.lines(journal) { $0.unseenConnections = .adopt }
            try await TestGateway.connect(to: server) { gateway in
                let device = try await gateway.openDevice()
                let meter = try metrics.expectMeter("connection_handler_connections")
                #expect(meter.lastValue == 1)
                try await device.send("one\n")
                try await gateway.resumeDevice().send("two\n")
                #expect(meter.lastValue == 2)
                try await device.send("fail\n")
                try await device.waitUntilClosed()
                await server.waitUntil(count: 1)
            }
        }
        #expect(total("failures") == 1)
        #expect(total("adoptions") == 1)
        #expect(total("refusals") == 0)
        let durations = try metrics.expectTimer("connection_handler_event_duration", [("event", "OnReceivedBytes")]).values
        #expect(durations.count == 3)
        #expect(durations.allSatisfy { $0 > 0 && $0 < 10_000_000_000 })
    }

    @Test func lostAndRefusedConnectionsAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            let server = ConnectionHandlerServer.lines(journal)
            try await TestGateway.connect(to: server) { gateway in
                gateway.lose(try await gateway.openDevice())
                await server.sweep(idleSince: .now())
                await server.waitUntilEmpty()
                try await gateway.resumeDevice().send("one\n")
            }
        }
        #expect(total("evictions") == 1)
        #expect(total("refusals") == 1)
    }

    @Test func callsToGatewaysAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            let gateway = FakeGateway { (_, _, _) throws(RPCError) in CodeResponse(code: .permissionDenied) }
            try await gateway.serve { port in
                let configuration = ConnectionHandlerConfiguration(adapter: .fixed(.tcp(host: "127.0.0.1", port: port)))
                let server = ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(Journal()) }
                _ = try await server.start(on: [])
                await #expect(throws: AdapterError.self) { try await server.publish("t", []) }
                await server.shutDown()
            }
        }
        let dimensions = [("rpc", "RawPublish")]
        #expect(try metrics.expectCounter("connection_handler_adapter_calls", dimensions).values == [1])
        let failures = try metrics.expectCounter("connection_handler_adapter_failures", dimensions + [("code", "permissionDenied")])
        #expect(failures.values == [1])
        #expect(try metrics.expectTimer("connection_handler_adapter_call_duration", dimensions).values.count == 1)
    }
}
