import ExtensionPostgres
import Testing

@Suite("PostgreSQL: prepared statements", .timeLimit(.minutes(1)))
struct PreparedStatementTests {
    @Test("A connection prepares a statement once, and keeps as many as it may")
    func cache() async throws {
        try await withPool(size: 1, configure: { $0.statementLimit = 3 }) { pool in
            for number in [1, 1, 2, 3, 4, 5, 5, 6] { _ = try await pool.query(PostgresStatement("SELECT \(number)")) }
            let names = PostgresStatement("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time", isPrepared: false)
            let kept = try await pool.query(names).map { try $0.decode(0, as: String.self) }
            #expect(kept == ["SELECT 4", "SELECT 5", "SELECT 6"])
        }
    }

    @Test("A table that changes under a plan is not the caller's problem (0A000)")
    func changedTable() async throws {
        try await withPool(size: 1) { pool in
            try await withTable("a int4", in: pool) { table in
                let select = PostgresStatement("SELECT * FROM \(table)")
                _ = try await pool.query(select)
                try await pool.execute(PostgresStatement("ALTER TABLE \(table) ADD COLUMN b int4"))
                let columns = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<10 { group.addTask { try await pool.query(select).columnNames.count } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(columns == Array(repeating: 2, count: 10))
            }
        }
    }

    @Test("A statement that the server has lost is prepared anew (26000)")
    func lostStatement() async throws {
        try await withPool(size: 1) { pool in
            let statement: PostgresStatement = "SELECT 1::int4"
            _ = try await pool.query(statement)
            try await pool.execute("DEALLOCATE ALL")
            let tasks = (0..<10).map { _ in Task { try await pool.query(statement)[0].decode(0, as: Int32.self) } }
            for task in tasks { #expect(try await task.value == 1) }
        }
    }

    @Test("In a transaction the error is the caller's, and the next transaction works")
    func inTransaction() async throws {
        try await withPool(size: 1) { pool in
            try await withTable("a int4", in: pool) { table in
                let select = PostgresStatement("SELECT * FROM \(table)")
                _ = try await pool.query(select)
                try await pool.execute(PostgresStatement("ALTER TABLE \(table) ADD COLUMN b int4"))
                let error = await #expect(throws: PostgresError.self) { try await pool.transaction { _ = try await $0.query(select) } }
                #expect(sqlState(of: error) == "0A000")
                try await pool.transaction { _ = try await $0.query(select) }
            }
        }
    }
}
