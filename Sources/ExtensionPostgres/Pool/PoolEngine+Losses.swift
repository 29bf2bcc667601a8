import Logging
import NIOCore
import NIOPosix

// Losing connections.
extension PoolEngine {
    /// Closes a connection. What it hasn't answered is sent again if that does no harm; of the rest, the outcome is unknown.
    func lose(_ connection: ServerConnection, _ reason: String, isServerBusy: Bool = false) {
        guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
        connections.remove(at: index)
        if isServerBusy { cancelOnServer(connection) }
        let (use, failure) = (connection.use, connection.headFailure)
        connection.use = .shared
        leave(use, reason)
        for (position, request) in connection.inFlight.enumerated().reversed() {
            giveUp(request, on: use, (position == 0 ? failure : nil) ?? .outcomeUnknown(reason))
        }
        // One that fails as soon as it is used would otherwise be made again at once, for ever.
        if !connection.hasServed, case .shared = use { backoff.fail(now: .now()) }
    }

    private func giveUp(_ request: Request, on use: ServerConnection.Use, _ error: PostgresError) {
        let mayRetry = request.isIdempotent && request.attempts < Self.attemptLimit && closing == nil && !request.isFinished
        if mayRetry, case .shared = use { return waiting.prepend(request) }
        request.finish(.failure(error))
    }

    /// What else depends on the connection learns that it is lost.
    private func leave(_ use: ServerConnection.Use, _ reason: String) {
        let error = PostgresError.noConnection(reason)
        switch use {
        case .settingUp(let listener):
            listener?.connection = nil
            return connectFailed(error, for: listener)
        case .reserved(let request): if !request.isFinished { waiting.prepend(request) }
        case .leased(let lease):
            lease.connection = nil
            lease.lossReason = reason
        case .listening(let listener):
            listener.connection = nil
            if closing == nil { listener.deliver(.interrupted(error)) }
        case .shared, .returning: break
        }
        if closing == nil {
            lastError = error
            configuration.logger.warning("Lost a connection to PostgreSQL.", metadata: ["reason": "\(reason)"])
        }
    }

    /// Without this, the server would go on with what nobody waits for, and keep the session meanwhile.
    private func cancelOnServer(_ connection: ServerConnection) {
        guard cancellationCount < configuration.size, let canceller = connection.link.makeCanceller() else { return }
        cancellationCount += 1
        threads.cancelling.submit { [loop] _ in
            canceller.cancel()
            loop.execute { self.cancellationCount -= 1 }
        }
    }

    /// After a failover, the right server is found by connecting anew, for those who asked for one that can be written to.
    func leaveReadOnlyServer(_ connection: ServerConnection) {
        guard configuration.connectionString.wantsWritableSession else { return }
        lose(connection, "the server has become read-only")
    }
}
