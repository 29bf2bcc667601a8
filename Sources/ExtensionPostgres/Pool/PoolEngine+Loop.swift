import NIOConcurrencyHelpers
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension PoolEngine: PollLoopClient {
    private static let misuse = "BEGIN belongs into transaction, COPY into copyIn"

    func turn(now: NIODeadline) -> NIODeadline? {
        loseBroken()
        expire(now: now)
        connectMissing(now: now)
        checkHealth(now: now)
        dispatch()
        advanceClosing(now: now)
        publishStatus()
        return [nextExpiry, nextConnect, nextHealthCheck, closing?.deadline].compactMap(\.self).min()
    }

    func descriptors() -> [pollfd] {
        connections.map { connection in
            let events = connection.hasUnsentBytes ? POLLIN | POLLOUT : POLLIN
            return pollfd(fd: connection.link.descriptor, events: Int16(events), revents: 0)
        }
    }

    func handle(_ ready: [pollfd], now: NIODeadline) {
        // Handling one connection may remove any: the pairs are made first.
        for (connection, ready) in zip(Array(connections), ready) where ready.revents != 0 && isOpen(connection) {
            handle(connection, now: now)
        }
    }

    private func isOpen(_ connection: ServerConnection) -> Bool { connections.contains { $0 === connection } }

    private func handle(_ connection: ServerConnection, now: NIODeadline) {
        // libpq may have to read before it can write, so both are always tried.
        guard !connection.hasUnsentBytes || connection.flush(), let answered = connection.receive(now: now) else {
            return lose(connection, connection.link.errorMessage)
        }
        settle(answered, on: connection)
        deliverNotifications(connection)
    }

    /// Gives answers to those who wait, and lets the connection go on to its next use.
    func settle(_ answered: [ServerConnection.Answered], on connection: ServerConnection) {
        // A caller that has its answer doesn't find itself in flight.
        if !answered.isEmpty { publishStatus() }
        var isMisused = false
        for (request, answer) in answered {
            if isMisused {
                request.finish(.failure(.outcomeUnknown(Self.misuse)))
            } else if answer.isMisuse || isMisplacedBegin(answer, on: connection) {
                isMisused = true
                request.finish(.failure(.misuse(Self.misuse)))
            } else {
                settle(request, answer, on: connection)
            }
        }
        if isMisused { lose(connection, Self.misuse, isServerBusy: true) } else { advance(connection) }
    }

    private func settle(_ request: Request, _ answer: Answer, on connection: ServerConnection) {
        if mayRetry(request, after: answer, on: connection) {
            waiting.prepend(request)
        } else {
            request.finish(answer.result)
        }
        if let failure = answer.failure, failure.isReadOnly { leaveReadOnlyServer(connection) }
    }

    /// A plan that has gone stale wasn't run, and outside of a transaction nothing else has failed with it.
    private func mayRetry(_ request: Request, after answer: Answer, on connection: ServerConnection) -> Bool {
        guard case .shared = connection.use, let failure = answer.failure, failure.isStalePlan else { return false }
        return !request.isFinished && request.statement != nil && request.attempts < Self.attemptLimit && closing == nil
    }

    /// BEGIN on a connection that all callers share would draw the others' statements into the transaction.
    private func isMisplacedBegin(_ answer: Answer, on connection: ServerConnection) -> Bool {
        guard case .shared = connection.use else { return false }
        return answer.rows?.beginsTransaction ?? false
    }

    private func deliverNotifications(_ connection: ServerConnection) {
        while let notification = connection.link.nextNotification() {
            if case .listening(let listener) = connection.use { listener.deliver(.notification(notification)) }
        }
    }

    /// libpq closes the socket itself when it can't make sense of the server; poll(2) would never tell.
    private func loseBroken() {
        for connection in Array(connections) where connection.link.descriptor < 0 { lose(connection, connection.link.errorMessage) }
    }

    func publishStatus() {
        let isReady = { (connection: ServerConnection) in
            switch connection.use {
            case .settingUp, .listening: false
            case .shared, .reserved, .leased, .returning: true
            }
        }
        var status = PostgresPoolStatus()
        for connection in connections where isReady(connection) {
            status.connected += 1
            status.inFlight += connection.inFlight.count
            if case .leased = connection.use { status.leased += 1 } else if connection.inFlight.isEmpty { status.idle += 1 }
        }
        status.queued = waiting.count
        status.lastError = lastError
        statusBox.withLockedValue { $0 = status }
    }
}
