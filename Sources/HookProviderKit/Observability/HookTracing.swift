import ExtensionGRPC
import ExtensionProtocol
import Instrumentation
import ServiceContextModule
import Tracing

/// Spans for the calls of one hook in one version.
struct HookTracing: Sendable {
    private let name: String
    private let hook: String
    private let instrument: any Instrument
    private let tracer: any Tracer

    /// Nil where no tracer is installed, so that it costs nothing.
    init?(hook: Hook, version: ExHookVersion) {
        instrument = InstrumentationSystem.instrument
        guard !(instrument is NoOpInstrument) else { return nil }
        tracer = InstrumentationSystem.tracer
        name = String(HookProviderMethod.hook(hook).path(in: version).dropFirst())
        self.hook = hook.name(in: .v3)
    }

    /// Runs the handlers of a call within a span that continues the caller's trace, if its metadata tell of one.
    func withSpan(_ context: HookContext, _ body: () async throws -> Void) async throws {
        var serviceContext = ServiceContext.topLevel
        instrument.extract(context.metadata, into: &serviceContext, using: MetadataExtractor())
        // "rpc.*": OpenTelemetry's semantic conventions for gRPC.
        try await tracer.withAnySpan(name, context: serviceContext, ofKind: .server) { span in
            span.attributes["rpc.system"] = "grpc"
            span.attributes["emqx.hook"] = hook
            span.attributes["emqx.node"] = context.broker.node
            try await body()
        }
    }
}

private struct MetadataExtractor: Extractor {
    func extract(key: String, from metadata: RPCMetadata) -> String? { metadata.text(key.lowercased()) }
}
