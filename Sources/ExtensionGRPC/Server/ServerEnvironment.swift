import Logging
import NIOConcurrencyHelpers

/// What all connections of a server share.
final class ServerEnvironment: Sendable {
    let methods: MethodTable
    let limits: ServerLimits
    let logger: Logger
    private let reportedPaths = NIOLockedValueBox<Set<String>>([])

    init(methods: MethodTable, limits: ServerLimits, logger: Logger) {
        self.methods = methods
        self.limits = limits
        self.logger = logger
    }

    /// Logged once per path, and for a bounded number of paths: a caller that was built against another proto asks again and again.
    func unknownMethod(_ path: String, peer: String, userAgent: String) {
        let isNew = reportedPaths.withLockedValue { paths in paths.count < 100 && paths.insert(path).inserted }
        guard isNew else { return }
        logger.warning(
            "A call of a method that isn't offered here.",
            metadata: ["path": "\(path)", "peer": "\(peer)", "user-agent": "\(userAgent)"]
        )
    }
}
