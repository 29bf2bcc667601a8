import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import Tracing

/// Spans for the calls of one hook in one version.
struct HookTracing: Sendable {
    private let path: String
    private let hook: String
    private let tracing: ServerTracing

    /// Nil where no tracer is installed, so that it costs nothing.
    init?(hook: Hook, version: ExHookVersion) {
        guard let tracing = ServerTracing() else { return nil }
        self.tracing = tracing
        path = HookProviderMethod.hook(hook).path(in: version)
        self.hook = hook.name(in: .v3)
    }

    /// Runs the handlers of a call within a span that continues the caller's trace, if its metadata tell of one.
    func withSpan(_ context: HookContext, _ body: () async throws -> Void) async throws {
        try await tracing.withSpan(path, context.metadata) { span in
            span.attributes["emqx.hook"] = hook
            span.attributes["emqx.node"] = context.broker.node
            try await body()
        }
    }
}
