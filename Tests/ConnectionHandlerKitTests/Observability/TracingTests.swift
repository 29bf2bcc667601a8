import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import InMemoryTracing
import Testing
import Tracing

/// The tracer is installed for each test's own task, so tests don't meet in it.
@Suite(.timeLimit(.minutes(1)))
struct TracingTests {
    private let tracer = InMemoryTracer()

    @Test func eachEventHasASpanThatContinuesTheGatewaysTrace() async throws {
        try await withTracer(tracer) {
            let journal = Journal()
            try await RawGateway.with(.lines(journal)) { gateway, _ in
                try await gateway.create("a")
                _ = try await gateway.connection.unary(
                    ConnectionHandlerMethod.receivedBytes.path(in: .unary),
                    ReceivedBytesRequest(connection: "a", bytes: Array("fail\n".utf8)).encoded(),
                    metadata: ["in-memory-trace-id": "the gateway's trace", "in-memory-span-id": "the gateway's span"]
                )
            }
        }
        let spans = tracer.finishedSpans
        let service = "emqx.exproto.v1.ConnectionUnaryHandler"
        #expect(spans.map(\.operationName) == ["\(service)/OnSocketCreated", "\(service)/OnReceivedBytes"])
        #expect(spans.last?.traceID == "the gateway's trace")
        #expect(spans.last?.attributes["emqx.connection"]?.toSpanAttribute() == .string("a"))
        #expect(spans.map(\.errors.count) == [0, 1])
    }
}
