package import NIOCore

/// Runs statements: a pool, each on any of its connections, or a transaction.
package protocol PostgresClient: Sendable {
    func run(
        _ statement: PostgresStatement,
        _ parameters: [PostgresParameter],
        deadline: NIODeadline?
    ) async throws(PostgresError) -> PostgresRows
}

extension PostgresClient {
    /// The rows that the statement gives. Past the deadline it throws; it may then have taken effect if it had been sent.
    package func query(
        _ statement: PostgresStatement,
        _ parameters: [PostgresParameter] = [],
        deadline: NIODeadline? = nil
    ) async throws(PostgresError) -> PostgresRows {
        try await run(statement, parameters, deadline: deadline)
    }

    /// How many rows the statement inserted, updated or deleted.
    @discardableResult
    package func execute(
        _ statement: PostgresStatement,
        _ parameters: [PostgresParameter] = [],
        deadline: NIODeadline? = nil
    ) async throws(PostgresError) -> Int {
        try await run(statement, parameters, deadline: deadline).affectedCount
    }
}
