import Gates
import CoreMetrics
import ExtensionGRPC
import ExtensionProtocol
import MetricsTestKit
import NIOConcurrencyHelpers
import NIOCore
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// Metrics are installed for each test's own task, so tests don't meet in them.
@Suite(.timeLimit(.minutes(1))) struct GatewayMetricsTests {
    private static let listener = "exproto:tcp:default"
    private let metrics = TestMetrics()

    private func count(_ name: String, _ dimensions: (String, String)...) -> Int64 {
        (try? metrics.expectCounter("gateway_\(name)", dimensions))?.totalValue ?? 0
    }

    private func level(_ name: String) -> Double? {
        (try? metrics.expectMeter("gateway_\(name)", [("listener", Self.listener)]))?.values.last
    }

    private func ofListener(_ name: String, reason: String? = nil) -> Int64 {
        let listener = ("listener", Self.listener)
        guard let reason else { return count(name, listener) }
        return count(name, listener, ("reason", reason))
    }

    @Test func connectionsAndBytesAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway(configure: { $0.listeners[0].maximumConnections = 1 }) { test in
                let (device, connection) = try await test.connect()
                #expect(level("connections") == 1)
                let refused = try await TestDevice(test.listener, group: test.group)
                await refused.closed()
                try await device.send("hello")
                #expect(await test.handler.bytes() == "hello")
                #expect(try await test.adapter.send("hi", to: connection) == .success)
                #expect(await device.receive("hi") == "hi")
                try await device.close()
                #expect(await test.log.wait(for: "A device is gone") != nil)
            }
        }
        #expect(level("connections") == 0)
        #expect(ofListener("connections_accepted") == 1)
        #expect(ofListener("connections_refused", reason: "max_connections") == 1)
        #expect(ofListener("connections_closed", reason: "closed_by_peer") == 1)
        #expect(ofListener("received_bytes") == 5)
        #expect(ofListener("sent_bytes") == 2)
    }

    @Test func connectionsThatNeverBecomeDevicesAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            for transport in [Transport.tcp, .ssl] {
                try await withGateway(
                    transport,
                    configure: { configuration in
                        if transport == .tcp { configuration.listeners[0].proxyHeaderTimeout = .seconds(10) }
                    }
                ) { test in
                    let device = try await TestDevice(test.listener, group: test.group)
                    try await device.send("nonsense, whatever is expected\r\n")
                    await device.closed()
                }
            }
        }
        #expect(ofListener("connections_refused", reason: "proxy_protocol") == 1)
        #expect(count("connections_refused", ("listener", "exproto:ssl:default"), ("reason", "tls")) == 1)
        #expect(ofListener("connections_accepted") == 0 && level("connections") == nil)
    }

    @Test func callsAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway { test in
                test.handler.answer.withLockedValue { $0 = { if case .bytes = $0 { throw RPCError(.notFound, "") } } }
                let (device, connection) = try await test.connect()
                #expect(try await test.adapter.publish(connection, "t").code == .permissionDenied)
                #expect(try await test.adapter.send("", to: "nobody") == .parametersTypeError)
                try await device.send("x")
                await device.closed()
                #expect(await test.log.wait(for: "A device is gone") != nil)
            }
        }
        #expect(count("handler_calls", ("rpc", "OnReceivedBytes")) == 1)
        #expect(count("handler_failures", ("rpc", "OnReceivedBytes"), ("code", "notFound")) == 1)
        let durations = try metrics.expectTimer("gateway_handler_call_duration", [("rpc", "OnSocketCreated")]).values
        #expect(durations.count == 1 && durations.allSatisfy { $0 > 0 && $0 < 10_000_000_000 })
        #expect(count("adapter_calls", ("rpc", "Publish")) == 1)
        #expect(count("adapter_failures", ("rpc", "Publish"), ("code", "permissionDenied")) == 1)
        #expect(count("adapter_failures", ("rpc", "Send"), ("code", "parametersTypeError")) == 1)
        #expect(ofListener("connections_closed", reason: "handler_failed") == 1)
    }

    @Test func messagesAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            let broker = EmbeddedBroker(inboxLimit: InboxLimit(messages: 2))
            let session = try await broker.connect("s", RecordingConnection())
            try await session.subscribe("a", DeliveryOptions(qos: .atMostOnce))
            for _ in 0..<5 { try await broker.publish(Message(topic: "a")) }
            #expect(session.takeDeliveries(limit: 9, byteLimit: .max).messages.count == 2)
        }
        #expect(count("messages_published") == 5 && count("messages_dropped") == 3 && count("messages_delivered") == 2)
    }

    @Test func pausedConnectionsAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway { test in
                let gate = Gate()
                let (device, connection) = try await test.connect()
                test.handler.answer.withLockedValue { $0 = { if case .bytes = $0 { await gate.pass() } } }
                device.channel.writeAndFlush(ByteBuffer(repeating: 7, count: 8 << 20), promise: nil)
                #expect(await test.handler.bytes() != nil)
                while level("connections_paused") != 1 { await Task.yield() }
                #expect(try await test.adapter.close(connection) == .success)
                #expect(level("connections_paused") == 0)
                gate.open()
            }
        }
    }

    @Test func withoutStatisticsNothingIsCounted() async throws {
        try await withMetricsFactory(metrics) {
            try await withGateway(configure: { $0.collectsMetrics = false }) { test in _ = try await test.connect() }
        }
        #expect(ofListener("connections_accepted") == 0)
        #expect(count("handler_calls", ("rpc", "OnSocketCreated")) == 0)
    }
}
