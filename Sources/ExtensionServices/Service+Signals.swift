package import Logging
package import ServiceLifecycle
import UnixSignals

extension Service {
    /// Runs until SIGTERM or SIGINT, which shut the service down gracefully, and calls `onHangUp` at every SIGHUP.
    package func runUntilSignalled(logger: Logger, onHangUp: @escaping @Sendable () -> Void) async throws {
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { for await _ in hangUps { onHangUp() } }
            tasks.addTask { try await group.run() }
            defer { tasks.cancelAll() }
            // Both end when the service does; the signals only when they are cancelled.
            try await tasks.next()
        }
    }
}
