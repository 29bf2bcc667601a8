import CExtensionPQ
import NIOCore

/// A connection and the requests that the server still has to answer, in the order in which it will.
final class ServerConnection {
    /// What it is for at the moment.
    enum Use {
        case settingUp(Listener?)
        case shared
        /// Finishes what it has, and then belongs to the lease that is asked for.
        case reserved(Request)
        case leased(Lease)
        /// Was leased; finishes what it has, and what transaction is open is rolled back.
        case returning(isRolledBack: Bool)
        case listening(Listener)
    }

    let link: LibPQLink
    var use: Use
    private(set) var inFlight = CircularBuffer<Request>()
    private(set) var bytesInFlight = 0
    /// Whether the socket didn't take everything.
    private(set) var hasUnsentBytes = false
    private(set) var isCopying = false
    /// Whether it owes an answer that came too late for its caller. Until it has given it, it gets nothing new: it may hang.
    var isLate = false
    /// Whether it has answered anything since it was set up.
    private(set) var hasServed = false
    private(set) var lastReceived: NIODeadline
    private var answer = Answer()
    private var statements: StatementCache

    init(link: LibPQLink, use: Use, statementLimit: Int, now: NIODeadline) {
        self.link = link
        self.use = use
        statements = StatementCache(limit: statementLimit)
        lastReceived = now
    }

    /// What the server has said about the request that it is answering.
    var headFailure: PostgresError? { answer.failure.map { .server($0) } }

    // MARK: Sending

    /// False when the connection is lost.
    func send(_ request: Request) -> Bool {
        request.attempts += 1
        request.wasSent = true
        bytesInFlight += request.byteCount
        inFlight.append(request)
        return write(request) && flush()
    }

    private func write(_ request: Request) -> Bool {
        switch request.operation {
        case .query(let statement, let arguments): return write(statement, arguments, for: request) && link.sync()
        case .beginCopy(let sql):
            isCopying = true
            return link.sendCopy(sql)
        case .copyData(let bytes): return link.sendCopyData(bytes)
        case .endCopy(let failure): return link.sendCopyEnd(failure: failure)
        case .lease: preconditionFailure("a lease isn't sent")
        }
    }

    private func write(_ statement: PostgresStatement, _ arguments: PostgresArguments, for request: Request) -> Bool {
        // After a plan that had gone stale, others may be on their way with the same: unprepared, it gets an answer of its own.
        guard statement.isPrepared, request.statement == nil else {
            return link.sendQuery(statement.sql, arguments, resultFormat: statement.resultFormat)
        }
        let key = StatementCache.Key(sql: statement.sql, types: arguments.types)
        request.precedingCount = 0
        guard let name = statements.name(for: key) ?? prepare(key, for: request) else { return false }
        request.statement = (key, name)
        return link.sendPrepared(name, arguments, resultFormat: statement.resultFormat)
    }

    /// Nil when the connection is lost.
    private func prepare(_ key: StatementCache.Key, for request: Request) -> String? {
        let name = statements.add(key)
        let discarded = statements.takeDiscarded()
        request.precedingCount = discarded.count + 1
        let areDeallocated = discarded.allSatisfy { link.sendQuery("DEALLOCATE \($0)", .none, resultFormat: .text) }
        return areDeallocated && link.sendPrepare(name, key.sql, types: key.types) ? name : nil
    }

    /// False when the connection is lost.
    func flush() -> Bool {
        guard let isFlushed = link.flush() else { return false }
        hasUnsentBytes = !isFlushed
        return true
    }

    // MARK: Receiving

    /// A request that is answered.
    typealias Answered = (request: Request, answer: Answer)

    /// Reads what has arrived. Nil when the connection is lost.
    func receive(now: NIODeadline) -> [Answered]? {
        guard link.consumeInput() else { return nil }
        lastReceived = now
        return takeAnswered()
    }

    func takeAnswered() -> [Answered] {
        var answered: [Answered] = []
        while let request = inFlight.first, isAnswered(request) {
            answered.append((request, answer))
            if answer.isMisuse { break }
            settleStatements(request, answer)
            inFlight.removeFirst()
            bytesInFlight -= request.byteCount
            answer = Answer()
            isLate = isLate && inFlight.contains(where: \.isFinished)
            if case .settingUp = use {} else { hasServed = true }
        }
        return answered
    }

    private func isAnswered(_ request: Request) -> Bool {
        switch request.operation {
        case .query: isQueryAnswered()
        case .copyData: !hasUnsentBytes
        case .beginCopy, .endCopy: isCopyAnswered()
        case .lease: true
        }
    }

    private func isQueryAnswered() -> Bool {
        while !link.isBusy {
            // One nil stands between the statements of a request; two say that libpq waits for nothing.
            guard let result = link.nextResult() ?? link.nextResultUnlessBusy() else { return false }
            guard result.status != PGRES_PIPELINE_SYNC else { return true }
            answer.add(result)
            if answer.isMisuse { return true }
        }
        return false
    }

    /// COPY has begun with its own result, and has failed or ended with the nil after the last one.
    private func isCopyAnswered() -> Bool {
        while !link.isBusy {
            guard let result = link.nextResult() else {
                isCopying = !link.enterPipelineMode()
                return true
            }
            if result.status == PGRES_COPY_IN { return true }
            answer.add(result)
            if answer.isMisuse { return true }
        }
        return false
    }

    private func settleStatements(_ request: Request, _ answer: Answer) {
        guard let failure = answer.failure, let (key, name) = request.statement else { return }
        if answer.successCount < request.precedingCount || failure.isUnknownStatement {
            statements.forget(key, named: name)
        } else if failure.isStalePlan {
            statements.discard(key, named: name)
        }
    }
}
