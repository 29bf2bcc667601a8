import ExtensionPostgres
import PostgresPeer
import Testing

@Suite("PostgreSQL: transactions", .timeLimit(.minutes(1)))
struct TransactionTests {
    struct Stop: Error {}

    @Test("What a transaction did is there after it, and not when it throws")
    func commitAndRollback() async throws {
        try await withPool(size: 2) { pool in
            try await withTable("id int8", in: pool) { table in
                let (insert, count) = (
                    PostgresStatement("INSERT INTO \(table) VALUES ($1)"), PostgresStatement("SELECT count(*) FROM \(table)")
                )
                let seenInside = try await pool.transaction { transaction in
                    try await transaction.execute(insert, [.value(1)])
                    #expect(try await pool.query(count)[0].decode(0) == 0)
                    return try await transaction.query(count)[0].decode(0, as: Int.self)
                }
                #expect(seenInside == 1)
                await #expect(throws: Stop.self) {
                    try await pool.transaction { transaction in
                        try await transaction.execute(insert, [.value(2)])
                        throw Stop()
                    }
                }
                #expect(try await pool.query(count)[0].decode(0) == 1)
            }
        }
    }

    @Test("A failure that the body swallows still rolls back, and is said")
    func swallowedFailure() async throws {
        try await withPool(size: 1) { pool async throws in
            await #expect(throws: PostgresError.transactionRolledBack) {
                try await pool.transaction { _ = try? await $0.query("SELECT 1/0") }
            }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }

    @Test("A connection comes back without the transaction that its caller left")
    func connectionsComeBack() async throws {
        try await withPool(size: 1) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            for _ in 0..<5 { try? await pool.transaction { _ in throw Stop() } }
            let row = try await pool.query("SELECT pg_backend_pid() AS process, pg_current_xact_id_if_assigned() IS NULL AS is_fresh")[0]
            #expect(try row.decode("process") == process)
            #expect(try row.decode("is_fresh"))
        }
    }

    @Test("Transactions that need each connection to themselves take turns with queries")
    func fairness() async throws {
        try await withPool(size: 2) { pool in
            try await withTable("id int8", in: pool) { table in
                let insert = PostgresStatement("INSERT INTO \(table) VALUES ($1)")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<50 {
                        group.addTask { _ = try await pool.execute(insert, [.value(number)]) }
                        group.addTask { _ = try await pool.transaction { try await $0.execute(insert, [.value(number)]) } }
                    }
                    try await group.waitForAll()
                }
                #expect(try await pool.query(PostgresStatement("SELECT count(*) FROM \(table)"))[0].decode(0) == 100)
                #expect(pool.status.leased == 0)
            }
        }
    }

    @Test("The lost connection of a transaction is an error for what follows, and not for the pool")
    func lostConnection() async throws {
        try await withPool(size: 2) { pool async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { transaction in
                    let process: Int32 = try await transaction.query("SELECT pg_backend_pid()")[0].decode(0)
                    try await pool.execute("SELECT pg_terminate_backend($1)", [.value(process)])
                    try await eventually { pool.status.leased == 0 }
                    _ = try await transaction.query("SELECT 1")
                }
            }
            guard case .noConnection = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }
}
