import ExtensionProtocol

/// What the calls of one hook in one version have in common.
final class HookCallEnvironment: Sendable {
    let hook: Hook
    let version: ExHookVersion
    let provider: ProviderState
    /// Nil where nobody collects metrics.
    let metrics: HookMetrics?
    /// Nil where nobody traces.
    let tracing: HookTracing?

    init(hook: Hook, version: ExHookVersion, provider: ProviderState) {
        self.hook = hook
        self.version = version
        self.provider = provider
        metrics = HookMetrics(hook: hook, version: version)
        tracing = HookTracing(hook: hook, version: version)
    }

    /// Runs the handlers of a call within a span, if there is a tracer.
    func traced(_ context: HookContext, _ body: () async throws -> Void) async throws {
        guard let tracing else { return try await body() }
        try await tracing.withSpan(context, body)
    }
}
