import ExtensionGRPC
import ExtensionProtocol
import InMemoryTracing
import NIOPosix
import Testing
import Tracing

@testable import ExtensionTestKit
@testable import HookProviderKit

/// The tracer is installed for each test's own task, so tests don't meet in it.
@Suite("Tracing", .timeLimit(.minutes(1)))
struct TracingTests {
    private let tracer = InMemoryTracer()

    @Test func eachCallHasASpan() async throws {
        try await withTracer(tracer) {
            try await TestBroker.connect(to: traced(), as: EmulatedBroker(.v1, node: "emqx@10.0.0.1")) { broker async throws in
                _ = try await broker.authorize(.someone, to: .publish, "t")
                await #expect(throws: CallFailure.self) { try await broker.notify(ClientConnected(client: .someone)) }
            }
        }
        let spans = tracer.finishedSpans
        #expect(
            spans.map(\.operationName) == ["emqx.exhook.v1.HookProvider/OnClientCheckAcl", "emqx.exhook.v1.HookProvider/OnClientConnected"]
        )
        let span = try #require(spans.first)
        #expect(span.kind == .server)
        #expect(span.attributes["rpc.system"]?.toSpanAttribute() == .string("grpc"))
        #expect(span.attributes["emqx.hook"]?.toSpanAttribute() == .string("client.authorize"))
        #expect(span.attributes["emqx.node"]?.toSpanAttribute() == .string("emqx@10.0.0.1"))
        #expect(spans.map(\.errors.count) == [0, 1])
    }

    /// A caller that isn't EMQX may tell of its trace in the call's metadata.
    @Test func aSpanContinuesTheCallersTrace() async throws {
        try await withTracer(tracer) {
            let server = traced()
            let port = try #require(try await server.start(on: [.tcp(host: "127.0.0.1", port: 0)]).first?.port)
            let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
            let client = try await ClientConnection.connect(to: .tcp(host: "127.0.0.1", port: port), on: loop)
            let request = ClientAuthorize(client: .someone, action: .publish, topic: "t")
            _ = try await client.unary(
                HookProviderMethod.hook(.clientAuthorize).path(in: .v3),
                request.encoded(broker: BrokerMetadata(node: "n"), version: .v3),
                metadata: ["in-memory-trace-id": "the caller's trace", "in-memory-span-id": "the caller's span"]
            )
            await client.close()
            await server.shutDown()
        }
        let span = try #require(tracer.finishedSpans.first)
        #expect(span.traceID == "the caller's trace")
        #expect(span.parentSpanID == "the caller's span")
    }

    private func traced() -> HookProviderServer {
        server { hooks in
            hooks.on(.clientAuthorize) { _, _ in
                #expect(ServiceContext.current?.inMemorySpanContext != nil)
                return .allow
            }
            hooks.on(.clientConnected) { _, _ in throw Surprise() }
        }
    }
}
