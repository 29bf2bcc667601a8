import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import Logging
import Tracing

/// What the handlers of a server share. A class, since each of them has a copy.
final class HandlerEnvironment: Sendable {
    let bufferLimit: Int
    let queueLimit: Int
    let udpKeepalive: Duration?
    let unseen: UnseenConnectionPolicy
    let logger: Logger
    let offloadPool: OffloadPool
    /// Nil where nobody collects metrics.
    let metrics = HandlerMetrics()
    /// Nil where nobody traces.
    private let tracing: ServerTracing?
    let isTracing: Bool

    init(_ configuration: ConnectionHandlerConfiguration, logger: Logger) {
        bufferLimit = configuration.maximumBufferedBytes
        queueLimit = configuration.maximumQueuedBytes
        udpKeepalive = configuration.udpKeepalive
        unseen = configuration.unseenConnections
        self.logger = logger
        tracing = ServerTracing()
        isTracing = tracing != nil
        offloadPool = OffloadPool(threads: configuration.offloadThreads, queueLimit: configuration.offloadQueueLimit)
    }

    func connection(_ session: ConnectionSession) -> Connection {
        Connection(session, logger: logger, offloadPool: offloadPool)
    }

    /// Has the watchdog look at an event's handler. Returns when that was.
    func handlerStarts(_ origin: EventOrigin, on home: LoopContext) -> Int64 {
        origin.call?.watchForStalls(on: home)
        return metrics == nil ? 0 : LoopContext.now()
    }

    func handlerEnds(_ origin: EventOrigin, _ event: ConnectionEvent, on home: LoopContext, since start: Int64) {
        origin.call?.endWatch(on: home)
        metrics?.handled(event, nanoseconds: LoopContext.now() - start)
    }

    /// Handles an event within a span, if there is a tracer. Events of the kit's own have none.
    func traced(_ origin: EventOrigin, _ connection: String, _ handle: () async throws -> Void) async throws {
        guard let tracing, let call = origin.call else { return try await handle() }
        try await tracing.withSpan(call.path, call.metadata) { span in
            span.attributes["emqx.connection"] = connection
            try await handle()
        }
    }
}
