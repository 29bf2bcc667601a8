import ExtensionPostgres
import NIOCore
import PostgresPeer
import Testing

@Suite("PostgreSQL: pipeline", .timeLimit(.minutes(1)))
struct PipelineTests {
    @Test("10,000 answers over four connections reach those who asked")
    func answers() async throws {
        try await withPool(size: 4) { pool in
            let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
                for number in 0..<10_000 {
                    group.addTask {
                        let row = try await pool.query("SELECT $1::int8 * 2 AS double, pg_backend_pid() AS process", [.value(number)])[0]
                        #expect(try row.decode("double") == number * 2)
                        return try row.decode("process")
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            // Connections are made one after the other, so the first may have answered all before the last was there.
            #expect(processes.count <= 4)
            try await eventually { pool.status.connected == 4 }
            #expect(pool.status.inFlight == 0)
        }
    }

    @Test("Callers share one connection without waiting for each other's answers")
    func depth() async throws {
        try await withPool(size: 1) { pool in
            var tasks: [Task<PostgresRows, any Error>] = []
            try await withBlockedStatement { blocked in
                tasks = ([blocked] + Array(repeating: "SELECT 1", count: 10)).map { statement in Task { try await pool.query(statement) } }
                try await eventually { pool.status.inFlight == 11 }
                #expect(pool.status.queued == 0)
            }
            for task in tasks { _ = try await task.value }
        }
    }

    @Test("An error is its own query's only, and says what and where")
    func errors() async throws {
        try await withPool(size: 1) { pool in
            try await withTable("id int8 CONSTRAINT few CHECK (id < 500)", in: pool) { table async throws in
                let insert = PostgresStatement("INSERT INTO \(table) VALUES ($1)")
                let refused = await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<1_000 {
                        group.addTask {
                            do throws(PostgresError) {
                                try await pool.execute(insert, [.value(number)])
                                return false
                            } catch {
                                #expect(sqlState(of: error) == "23514")
                                return true
                            }
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(refused == 500)
                #expect(try await pool.query(PostgresStatement("SELECT count(*) FROM \(table)"))[0].decode(0) == 500)
                let error = await #expect(throws: PostgresError.self) { try await pool.execute(insert, [.value(600)]) }
                guard case .server(let details) = error else { return }
                #expect(details.severity == "ERROR")
                #expect(details.constraint == "few")
                #expect(details.table == table)
                #expect(details.detail == "Failing row contains (600).")
                #expect(!"\(details)".contains("(600)"), "the description quotes no values")
                #expect(error?.isTransient == false)
            }
        }
    }

    @Test("An error in the SQL has a position, and later callers with the same SQL get the same error")
    func syntaxErrors() async throws {
        try await withPool(size: 1) { pool in
            let attempts = (0..<20).map { _ in Task { try await pool.query("SELECT nonsense FROM nowhere") } }
            for attempt in attempts {
                let result = await attempt.result
                guard case .failure(.server(let error) as PostgresError) = result else {
                    Issue.record("no server error: \(result)")
                    continue
                }
                #expect(error.sqlState == "42P01")
                #expect(error.position == 22)
            }
        }
    }

    @Test("BEGIN in a query is refused, and draws no other statement into a transaction")
    func misplacedBegin() async throws {
        try await withPool(size: 1) { pool in
            let before: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            let error = await #expect(throws: PostgresError.self) { try await pool.query("BEGIN") }
            guard case .misuse = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self) != before)
        }
    }

    @Test("COPY in a query is refused", arguments: ["COPY pg_class TO STDOUT", "COPY pg_temp.nothing FROM STDIN"])
    func misplacedCopy(sql: String) async throws {
        try await withPool(size: 1, configure: { $0.statementsOnConnect = ["CREATE TEMP TABLE nothing ()"] }) { pool async throws in
            let error = await #expect(throws: PostgresError.self) { try await pool.query(PostgresStatement(sql)) }
            guard case .misuse = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }

    @Test("One more than may wait is refused at once")
    func queueLimit() async throws {
        let configure = { (configuration: inout PostgresPoolConfiguration) in
            configuration.queueLimit = 2
            configuration.pipelineDepth = 1
        }
        try await withPool(size: 1, configure: configure) { pool in
            try await eventually { pool.status.connected == 1 }
            var tasks: [Task<PostgresRows, any Error>] = []
            try await withBlockedStatement { blocked in
                tasks.append(Task { try await pool.query(blocked) })
                try await eventually { pool.status.inFlight == 1 }
                for _ in 0..<2 { tasks.append(Task { try await pool.query("SELECT 2") }) }
                try await eventually { pool.status.queued == 2 }
                await #expect(throws: PostgresError.queueFull(limit: 2)) { try await pool.query("SELECT 4") }
            }
            for task in tasks { _ = try await task.value }
        }
    }

    @Test("Large values go both ways at once without a deadlock")
    func largeValues() async throws {
        try await withPool(size: 1) { pool in
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { () async throws in
                        #expect(try await pool.query("SELECT $1::bytea", [.value(bytes)])[0].decode(0) == bytes)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
