package import ExtensionGRPC
import Instrumentation
import ServiceContextModule
package import Tracing

/// Spans for what a server does for its callers.
package struct ServerTracing: Sendable {
    private let instrument: any Instrument
    private let tracer: any Tracer

    /// Nil where no tracer is installed, so that it costs nothing.
    package init?() {
        instrument = InstrumentationSystem.instrument
        guard !(instrument is NoOpInstrument) else { return nil }
        tracer = InstrumentationSystem.tracer
    }

    /// Runs `body` within a span that continues the caller's trace, if its metadata tell of one. `path` is the rpc's.
    package func withSpan(
        _ path: String,
        _ metadata: RPCMetadata,
        _ body: (any Span) async throws -> Void
    ) async throws {
        var serviceContext = ServiceContext.topLevel
        instrument.extract(metadata, into: &serviceContext, using: MetadataExtractor())
        // "rpc.*": OpenTelemetry's semantic conventions for gRPC.
        try await tracer.withAnySpan(String(path.dropFirst()), context: serviceContext, ofKind: .server) { span in
            span.attributes["rpc.system"] = "grpc"
            try await body(span)
        }
    }
}

private struct MetadataExtractor: Extractor {
    func extract(key: String, from metadata: RPCMetadata) -> String? { metadata.text(key.lowercased()) }
}
