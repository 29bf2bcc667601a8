import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What a pool does on its poll loop: gives requests to connections, answers to callers, and keeps the connections up.
final class PoolEngine: @unchecked Sendable {  // everything but `loop`, `configuration` and `statusBox` is touched on the loop only
    /// How often an idempotent statement is sent before its connection's loss is its caller's.
    static let attemptLimit = 3

    let configuration: PostgresPoolConfiguration
    let loop = PollLoop()
    let threads = PoolThreads()
    let statusBox = NIOLockedValueBox(PostgresPoolStatus())

    var connections: [ServerConnection] = []
    var waiting: WaitingQueue
    var listeners: [Listener] = []
    var backoff: Backoff
    var isConnecting = false
    /// Why nothing can be sent at the moment: no connection is left, and the last attempt to make one failed.
    var outage: PostgresError?
    var lastError: PostgresError?
    /// A time before which no deadline is over.
    var nextExpiry: NIODeadline?
    var nextHealthCheck: NIODeadline?
    var cancellationCount = 0
    var closing: Closing?
    private(set) var isFinished = false

    init(_ configuration: PostgresPoolConfiguration) {
        self.configuration = configuration
        waiting = WaitingQueue(limit: configuration.queueLimit)
        backoff = Backoff(bounds: configuration.backoff)
    }

    func start() { threads.poll.submit { _ in self.loop.run(self) } }

    func finish() {
        isFinished = true
        statusBox.withLockedValue { $0 = PostgresPoolStatus() }
        threads.shutDown()
    }

    // MARK: Requests

    /// Queues a request of the pool's callers, or refuses it.
    func submit(_ request: Request) {
        guard !request.isFinished else { return }
        if let refusal = refusal(of: request) { return request.finish(.failure(refusal)) }
        note(request.deadline)
        waiting.append(request)
    }

    private func refusal(of request: Request) -> PostgresError? {
        if closing != nil { return .poolClosed }
        if let outage { return outage }
        if waiting.isFull { return .queueFull(limit: waiting.limit) }
        return overdue(request)
    }

    private func overdue(_ request: Request) -> PostgresError? {
        guard let deadline = request.deadline, deadline <= .now() else { return nil }
        return .deadlinePassed(wasSent: false)
    }

    /// Sends a request over the connection that is leased.
    func submit(_ request: Request, on lease: Lease) {
        guard !request.isFinished else { return }
        guard let connection = lease.connection else { return request.finish(.failure(.noConnection(lease.lossReason))) }
        if let overdue = overdue(request) { return request.finish(.failure(overdue)) }
        send(request, on: connection)
    }

    /// Tells the caller that it has its answer, whatever becomes of the request.
    func abandon(_ request: Request, because error: PostgresError) {
        guard !request.isFinished else { return }
        request.finish(.failure(error))
        if request.isWaiting { waiting.noteFinished() }
        for connection in connections where connection.inFlight.contains(where: { $0 === request }) { connection.isLate = true }
        request.deadline = .now() + TimeAmount(configuration.abandonedAnswerTimeout)
        note(request.deadline)
    }

    func send(_ request: Request, on connection: ServerConnection) {
        note(request.deadline)
        guard connection.send(request) else { return lose(connection, connection.link.errorMessage) }
        settle(connection.takeAnswered(), on: connection)
    }

    // MARK: Dispatch

    /// Gives what waits to connections, in order, each to the one with the least to do.
    func dispatch() {
        while let request = waiting.first, let connection = connection(for: request) {
            waiting.removeFirst()
            guard case .lease = request.operation else {
                send(request, on: connection)
                continue
            }
            connection.use = .reserved(request)
            advance(connection)
        }
    }

    private func connection(for request: Request) -> ServerConnection? {
        var best: ServerConnection?
        for connection in connections where mayTake(request, connection) && connection.inFlight.count < best?.inFlight.count ?? .max {
            best = connection
        }
        return best
    }

    private func mayTake(_ request: Request, _ connection: ServerConnection) -> Bool {
        guard case .shared = connection.use, !connection.isLate else { return false }
        if case .lease = request.operation { return true }
        guard !connection.hasUnsentBytes, connection.inFlight.count < configuration.pipelineDepth else { return false }
        return connection.inFlight.isEmpty || connection.bytesInFlight + request.byteCount <= configuration.pipelineByteLimit
    }
}
