import ExtensionPostgres
import Testing

@Suite("PostgreSQL: COPY", .timeLimit(.minutes(1)))
struct CopyTests {
    struct Stop: Error {}

    private func lines(_ count: Int, stopAfter: Int = .max) -> some AsyncSequence<[UInt8], any Error> {
        let (lines, continuation) = AsyncThrowingStream.makeStream(of: [UInt8].self)
        for number in 0..<min(count, stopAfter) { continuation.yield(Array("\(number + 1)\tline \(number + 1)\n".utf8)) }
        continuation.finish(throwing: stopAfter < count ? Stop() : nil)
        return lines
    }

    @Test("All rows arrive, and their number is known", arguments: [0, 1, 20_000])
    func copies(count: Int) async throws {
        try await withPool(size: 1) { pool in
            try await withTable("id int4, line text", in: pool) { table in
                #expect(try await pool.copyIn("COPY \(table) FROM STDIN", rows: lines(count)) == count)
                let row = try await pool.query(PostgresStatement("SELECT count(*) AS rows, coalesce(sum(id), 0) AS sum FROM \(table)"))[0]
                #expect(try row.decode("rows") == count)
                #expect(try row.decode("sum") == count * (count + 1) / 2)
            }
        }
    }

    @Test("A large chunk waits for the socket")
    func largeChunks() async throws {
        try await withPool(size: 1) { pool in
            try await withTable("line text", in: pool) { table async throws in
                let chunk = Array(String(repeating: String(repeating: "x", count: 99) + "\n", count: 100_000).utf8)
                let chunks = AsyncStream { continuation in
                    for _ in 0..<3 { continuation.yield(chunk) }
                    continuation.finish()
                }
                #expect(try await pool.copyIn("COPY \(table) FROM STDIN", rows: chunks) == 300_000)
            }
        }
    }

    @Test("When the rows end with an error, nothing is copied, and the connection stays")
    func failingRows() async throws {
        try await withPool(size: 1) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            try await withTable("id int4, line text", in: pool) { table async throws in
                await #expect(throws: Stop.self) { try await pool.copyIn("COPY \(table) FROM STDIN", rows: lines(100, stopAfter: 50)) }
                #expect(try await pool.query(PostgresStatement("SELECT count(*) FROM \(table)"))[0].decode(0) == 0)
            }
            #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(0) == process)
        }
    }

    @Test("A row that the server refuses is its error, with the rest of the pool untouched")
    func refusedRow() async throws {
        try await withPool(size: 1) { pool in
            try await withTable("id int4 PRIMARY KEY, line text", in: pool) { table async throws in
                let rows = AsyncStream { continuation in
                    continuation.yield(Array("1\ta\n1\tb\n".utf8))
                    continuation.finish()
                }
                let error = await #expect(throws: PostgresError.self) { try await pool.copyIn("COPY \(table) FROM STDIN", rows: rows) }
                #expect(sqlState(of: error) == "23505")
                #expect(try await pool.query(PostgresStatement("SELECT count(*) FROM \(table)"))[0].decode(0) == 0)
            }
        }
    }

    @Test("What isn't COPY FROM STDIN is refused", arguments: ["SELECT 1", "COPY pg_class TO STDOUT", "COPY nowhere FROM STDIN", ""])
    func otherStatements(sql: String) async throws {
        try await withPool(size: 1) { pool async throws in
            await #expect(throws: PostgresError.self) { try await pool.copyIn(sql, rows: lines(3)) }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }
}
