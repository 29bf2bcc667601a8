package import NIOCore

/// The statements of one transaction, on a connection of its own. Of no use after the transaction's end.
package struct PostgresTransaction: PostgresClient {
    let engine: PoolEngine
    let lease: Lease

    package func run(
        _ statement: PostgresStatement,
        _ parameters: [PostgresParameter],
        deadline: NIODeadline?
    ) async throws(PostgresError) -> PostgresRows {
        let request = Request(.query(statement, try PostgresArguments(parameters)), deadline: deadline)
        return try await engine.rows(of: request, on: lease)
    }
}

extension PostgresStatement {
    static let begin = PostgresStatement("BEGIN", isPrepared: false)
    static let commit = PostgresStatement("COMMIT", isPrepared: false)
}
