/// How one handler is run.
struct HandlerOptions<Decision: Sendable>: Sendable {
    var onFailure = FailurePolicy<Decision>.fail
    var execution = HookExecution.eventLoop
    var mode = NotificationMode.awaited

    /// Whether nothing stands between the call and the handler.
    var isPlain: Bool { onFailure.fallback == nil && execution.executor == nil && mode == .awaited }
}
