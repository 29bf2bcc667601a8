/// Why a statement failed. No text in it holds a password.
package enum PostgresError: Error, Hashable, Sendable {
    /// The server refused it; it had no effect.
    case server(PostgresServerError)
    /// There is no connection, for the reason given; nothing was sent.
    case noConnection(String)
    /// The connection was lost after sending and before the answer: it may have taken effect.
    case outcomeUnknown(String)
    /// As many statements wait as may.
    case queueFull(limit: Int)
    /// The deadline passed. If it had been sent, it may have taken effect.
    case deadlinePassed(wasSent: Bool)
    /// The task was cancelled. If it had been sent, it may have taken effect.
    case cancelled(wasSent: Bool)
    case poolClosed
    /// COMMIT found a transaction in which a statement had failed: it was rolled back.
    case transactionRolledBack
    case invalidConnectionString(String)
    case invalidParameter(String)
    /// A statement that can't be run this way: BEGIN or COPY in a query.
    case misuse(String)
    /// A column is missing, NULL, or of a type that doesn't fit the wanted one.
    case column(name: String, found: String, wanted: String)

    /// Whether the same statement may work later: everything about connections, the queue and deadlines, and SQLSTATE 40001, 40P01, 25006,
    /// 53xxx, 57P0x, 08xxx. That doesn't say that it had no effect: see `outcomeUnknown` and `wasSent`.
    package var isTransient: Bool {
        switch self {
        case .server(let error): error.isTransient
        case .noConnection, .outcomeUnknown, .queueFull, .deadlinePassed: true
        case .cancelled, .poolClosed, .transactionRolledBack, .invalidConnectionString, .invalidParameter, .misuse, .column: false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .server(let error): "\(error)"
        case .noConnection(let reason): "no connection to PostgreSQL: \(reason)"
        case .outcomeUnknown(let reason): "the connection to PostgreSQL was lost before the answer, the outcome is unknown: \(reason)"
        case .queueFull(let limit): "more than \(limit) statements wait for PostgreSQL"
        case .deadlinePassed(let wasSent): "PostgreSQL didn't answer in time (\(Self.fate(wasSent)))"
        case .cancelled(let wasSent): "the task was cancelled (\(Self.fate(wasSent)))"
        case .poolClosed: "the pool is closed"
        case .transactionRolledBack: "the transaction was rolled back, because a statement in it had failed"
        case .invalidConnectionString(let reason): "the connection string isn't valid: \(reason)"
        case .invalidParameter(let reason): "a parameter isn't valid: \(reason)"
        case .misuse(let reason): "the statement can't be run this way: \(reason)"
        case .column(let name, let found, let wanted): "column \"\(name)\": \(found), wanted \(wanted)"
        }
    }

    private static func fate(_ wasSent: Bool) -> String { wasSent ? "sent, the outcome is unknown" : "never sent" }
}
