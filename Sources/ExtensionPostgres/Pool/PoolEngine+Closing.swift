import NIOCore

extension PoolEngine {
    struct Closing {
        /// When what is still unanswered is given up.
        let deadline: NIODeadline
        var continuations: [CheckedContinuation<Void, Never>]
    }

    /// Takes nothing new, and ends when everything that was sent is answered and every lease given back, or at the deadline.
    func close(within drainTimeout: Duration, _ continuation: CheckedContinuation<Void, Never>?) {
        // The loop still runs what it had accepted when it ended.
        if isFinished { return continuation?.resume() ?? () }
        let continuations = continuation.map { [$0] } ?? []
        guard closing == nil else {
            closing?.continuations += continuations
            return
        }
        closing = Closing(deadline: .now() + TimeAmount(drainTimeout), continuations: continuations)
        for request in waiting.removeAll() { request.finish(.failure(.poolClosed)) }
        for listener in listeners { listener.close() }
    }

    /// A connection that is being made is waited for too: it uses OpenSSL, which the end of the process takes away from its thread.
    func advanceClosing(now: NIODeadline) {
        guard let closing else { return }
        let isDone = !isConnecting && !connections.contains(where: isBusy)
        guard isDone || closing.deadline <= now else { return }
        for connection in Array(connections) { lose(connection, "the pool is closed") }
        finish()
        for continuation in closing.continuations { continuation.resume() }
    }

    private func isBusy(_ connection: ServerConnection) -> Bool {
        switch connection.use {
        case .leased, .returning: true
        case .settingUp, .listening: false
        case .shared, .reserved: !connection.inFlight.isEmpty
        }
    }
}
