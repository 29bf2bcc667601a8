import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import Logging
import Tracing

/// What the handlers of a server share.
struct HandlerEnvironment: Sendable {
    let bufferLimit: Int
    let queueLimit: Int
    let udpKeepalive: Duration?
    let unseen: UnseenConnectionPolicy
    let logger: Logger
    let offloadPool: OffloadPool
    /// Nil where nobody collects metrics.
    let metrics = HandlerMetrics()
    /// Nil where nobody traces.
    let tracing = ServerTracing()

    func connection(_ session: ConnectionSession) -> Connection {
        Connection(session, logger: logger, offloadPool: offloadPool)
    }

    /// Handles an event under the eyes of the watchdog, of metrics and of the tracer.
    func observed(
        _ entry: ConnectionSession.Queue.Entry,
        _ connection: String,
        _ home: LoopContext,
        _ handle: () async throws -> Void
    ) async throws {
        guard let call = entry.origin.call else { return try await handle() }
        let start = metrics == nil ? 0 : LoopContext.now()
        defer { metrics?.handled(entry.event, nanoseconds: LoopContext.now() - start) }
        try await call.watchingForStalls(on: home) {
            guard let tracing else { return try await handle() }
            try await tracing.withSpan(call.path, call.metadata) { span in
                span.attributes["emqx.connection"] = connection
                try await handle()
            }
        }
    }
}
