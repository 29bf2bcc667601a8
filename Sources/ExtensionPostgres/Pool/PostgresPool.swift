import NIOConcurrencyHelpers
package import NIOCore

/// Connections to one database, shared by any number of callers, from any thread.
///
/// Statements of different callers follow each other on a connection without waiting for answers, each a transaction of its own: a failure
/// is its caller's alone. A statement waits for as long as there is hope: while no connection is left and the last attempt to make one
/// failed, all fail at once with `PostgresError.noConnection`. A statement that is past its deadline, or whose task is cancelled, fails at
/// once; its connection gets nothing new meanwhile, and if it goes on for longer than `abandonedAnswerTimeout`, its connection is closed
/// and the server told to stop it. What else was on its way there then fails with `PostgresError.outcomeUnknown`, or is sent again if it is
/// idempotent.
///
/// A transaction or a COPY has a connection to itself; a query of the pool from inside of one needs another connection.
package final class PostgresPool: PostgresClient {
    private let engine: PoolEngine

    /// Connects at once, in the background.
    package init(_ configuration: PostgresPoolConfiguration) {
        engine = PoolEngine(configuration)
        engine.start()
    }

    deinit {
        let engine = engine
        engine.loop.execute { engine.close(within: .zero, nil) }
    }

    package var status: PostgresPoolStatus { engine.statusBox.withLockedValue { $0 } }

    /// Takes nothing new, waits at most for `drainTimeout` for what was sent and for a connection that is being made, and closes the
    /// connections.
    package func close(drainTimeout: Duration = .seconds(5)) async {
        await withCheckedContinuation { continuation in
            let isOpen = engine.loop.execute { [engine] in engine.close(within: drainTimeout, continuation) }
            if !isOpen { continuation.resume() }
        }
    }

    package func run(
        _ statement: PostgresStatement,
        _ parameters: [PostgresParameter],
        deadline: NIODeadline?
    ) async throws(PostgresError) -> PostgresRows {
        let request = Request(.query(statement, try PostgresArguments(parameters)), deadline: deadline)
        return try await engine.rows(of: request)
    }

    /// Runs `body` in a transaction with the server's isolation level. COMMIT when it returns, ROLLBACK when it throws. A statement that
    /// fails makes the others of the transaction fail too; if `body` returns all the same, this throws
    /// `PostgresError.transactionRolledBack`.
    ///
    /// The deadline is for getting a connection, BEGIN and COMMIT; those of the statements in between are their own.
    package func transaction<Value>(deadline: NIODeadline? = nil, _ body: (PostgresTransaction) async throws -> Value) async throws -> Value
    {
        try await withLease(deadline) { lease in
            let transaction = PostgresTransaction(engine: engine, lease: lease)
            try await transaction.execute(.begin, deadline: deadline)
            let value = try await body(transaction)
            guard try await transaction.query(.commit, deadline: deadline).commandTag == "COMMIT" else {
                throw PostgresError.transactionRolledBack
            }
            return value
        }
    }

    /// Sends `rows`, in the format that `COPY … FROM STDIN` names, and gives the number of rows. When the sequence throws, so does this,
    /// and nothing is copied; a row that the server refuses is reported at the end.
    package func copyIn<Chunks: AsyncSequence>(
        _ sql: String,
        rows: Chunks,
        deadline: NIODeadline? = nil
    ) async throws -> Int where Chunks.Element == [UInt8] {
        try await withLease(deadline) { lease in
            let copy = CopyIn(engine: engine, lease: lease, deadline: deadline)
            return try await copy.run(sql, rows)
        }
    }

    /// Listens to NOTIFY on these channels, on a connection of its own beside those of the pool.
    package func listen(to channels: [String]) -> PostgresListener { PostgresListener(pool: engine, channels: channels) }

    private func withLease<Value>(_ deadline: NIODeadline?, _ body: (Lease) async throws -> Value) async throws -> Value {
        let lease = Lease()
        // Cancelled at the right moment, the request throws and the lease is granted all the same.
        defer { engine.loop.execute { [engine] in engine.release(lease) } }
        try await engine.result(of: Request(.lease(lease), deadline: deadline))
        return try await body(lease)
    }
}
