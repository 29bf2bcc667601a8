import NIOCore

/// Something that a caller, or the pool itself, waits for.
final class Request: @unchecked Sendable {  // mutable state is touched on the poll loop only
    typealias Completion = (Result<PostgresRows?, PostgresError>) -> Void

    enum Operation: Sendable {
        case query(PostgresStatement, PostgresArguments)
        /// A connection for the caller alone.
        case lease(Lease)
        case beginCopy(sql: String)
        case copyData([UInt8])
        case endCopy(failure: String?)
    }

    let operation: Operation
    /// Whether the pool itself asks: for set-up, health or rollback.
    let isInternal: Bool
    /// When the caller is told that it took too long; once it has been told, when the connection is given up.
    var deadline: NIODeadline?
    /// Whether it is in the pool's queue.
    var isWaiting = false
    /// Whether the server may know of it.
    var wasSent = false
    /// How often it was sent.
    var attempts = 0
    /// The prepared statement that it runs.
    var statement: (key: StatementCache.Key, name: String)?
    /// How many statements, such as PREPARE, were sent before its own.
    var precedingCount = 0
    private var completion: Completion?
    private(set) var isFinished = false

    init(_ operation: Operation, deadline: NIODeadline?, isInternal: Bool = false) {
        self.operation = operation
        self.deadline = deadline
        self.isInternal = isInternal
    }

    /// A request may be cancelled before anybody waits for it.
    func whenFinished(_ completion: @escaping Completion) { self.completion = completion }

    func finish(_ result: Result<PostgresRows?, PostgresError>) {
        guard !isFinished else { return }
        isFinished = true
        completion?(result)
        completion = nil
    }

    var isIdempotent: Bool {
        if case .query(let statement, _) = operation { statement.isIdempotent } else { false }
    }

    var byteCount: Int {
        switch operation {
        case .query(let statement, let arguments): statement.sql.utf8.count + arguments.byteCount
        case .copyData(let bytes): bytes.count
        case .lease, .beginCopy, .endCopy: 0
        }
    }
}
