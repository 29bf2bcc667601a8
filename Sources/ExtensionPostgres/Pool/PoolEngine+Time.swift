import NIOCore

// Deadlines and signs of life.
extension PoolEngine {
    /// Deadlines are looked through when the earliest may be over. One that is met leaves that time as it is: the next look moves it on.
    func note(_ deadline: NIODeadline?) {
        guard let deadline else { return }
        nextExpiry = min(nextExpiry ?? deadline, deadline)
    }

    func expire(now: NIODeadline) {
        guard let due = nextExpiry, due <= now else { return }
        let (overdue, nextDeadline) = waiting.overdue(now: now)
        nextExpiry = nextDeadline
        for request in overdue { abandon(request, because: .deadlinePassed(wasSent: request.wasSent)) }
        for connection in Array(connections) { expire(connection, now: now) }
    }

    private func expire(_ connection: ServerConnection, now: NIODeadline) {
        if case .reserved(let request) = connection.use, !request.isFinished { expire(request, on: connection, now: now) }
        for request in connection.inFlight { expire(request, on: connection, now: now) }
    }

    private func expire(_ request: Request, on connection: ServerConnection, now: NIODeadline) {
        guard let deadline = request.deadline else { return }
        guard deadline <= now else { return note(deadline) }
        if request.isFinished || request.isInternal {
            lose(connection, "it didn't answer in time", isServerBusy: true)
        } else {
            abandon(request, because: .deadlinePassed(wasSent: request.wasSent))
        }
    }

    /// Asks the connections that have been silent for a sign of life.
    func checkHealth(now: NIODeadline) {
        let interval = TimeAmount(configuration.healthCheckInterval)
        guard nextHealthCheck.map({ $0 <= now }) ?? true else { return }
        nextHealthCheck = now + interval
        for connection in connections where isIdle(connection) && connection.lastReceived + interval <= now {
            sendInternal("", on: connection)
        }
    }

    private func isIdle(_ connection: ServerConnection) -> Bool {
        switch connection.use {
        case .shared, .listening: connection.inFlight.isEmpty
        case .settingUp, .reserved, .leased, .returning: false
        }
    }
}
