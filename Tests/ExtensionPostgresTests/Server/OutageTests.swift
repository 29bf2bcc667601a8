import ExtensionPostgres
import Foundation
import NIOConcurrencyHelpers
import PostgresPeer
import Programs
import Testing

@Suite("PostgreSQL: outages", .timeLimit(.minutes(2)))
struct OutageTests {
    @Test("kill -9 and restart under load: errors that say so, what was confirmed is there, and work goes on")
    func killAndRestart() async throws {
        let cluster = try await PrivateCluster()
        try await withPool(cluster.connectionString(), configure: { $0.size = 4 }) { pool in
            try await pool.execute("CREATE TABLE kept (id int8 PRIMARY KEY)")
            let (isOver, confirmed) = (NIOLockedValueBox(false), NIOLockedValueBox<Set<Int>>([]))
            let errors = NIOLockedValueBox<[PostgresError]>([])
            defer { isOver.withLockedValue { $0 = true } }
            let load = (0..<32).map { worker in
                Task {
                    for number in 0... {
                        if isOver.withLockedValue(\.self) { break }
                        let id = number * 32 + worker
                        do throws(PostgresError) {
                            try await pool.execute("INSERT INTO kept VALUES ($1)", [.value(id)], deadline: soon(.seconds(5)))
                            confirmed.withLockedValue { _ = $0.insert(id) }
                        } catch {
                            errors.withLockedValue { $0.append(error) }
                            try? await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
            }
            try await eventually { confirmed.withLockedValue(\.count) > 200 }
            let directory = try await cluster.kill()
            try await eventually { errors.withLockedValue { $0.contains { if case .noConnection = $0 { true } else { false } } } }
            try await cluster.start(directory)
            let before = confirmed.withLockedValue(\.count)
            try await eventually { confirmed.withLockedValue(\.count) > before + 200 }
            isOver.withLockedValue { $0 = true }
            for task in load { await task.value }
            #expect(errors.withLockedValue { $0.allSatisfy(\.isTransient) })
            let stored = try await pool.query("SELECT id FROM kept").map { try $0.decode(0, as: Int.self) }
            #expect(confirmed.withLockedValue { $0.subtracting(stored) } == [])
        }
    }

    @Test("With nothing there, queries fail at once with the reason, and work as soon as there is something")
    func unreachable() async throws {
        let cluster = try await PrivateCluster()
        let directory = try await cluster.kill()
        try await withPool(cluster.connectionString()) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("Connection refused") == true)
            #expect(pool.status.lastError == error)
            try await cluster.start(directory)
            try await eventually { pool.status.connected == 4 }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }

    @Test("A server that accepts and never answers: deadlines hold, and the attempt ends with libpq's timeout")
    func hungServer() async throws {
        let server = try HungServer()
        try await withPool("postgresql://u:tops3cret@127.0.0.1:\(server.port)/d", configure: { $0.connectTimeout = .seconds(2) }) { pool in
            await #expect(throws: PostgresError.deadlinePassed(wasSent: false)) { try await pool.query("SELECT 1", deadline: soon()) }
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("timeout expired") == true)
        }
    }

    @Test("A server with no connections left (53300): those that there are do the work, and more come when they may")
    func outOfConnections() async throws {
        let cluster = try await PrivateCluster.shared.value
        try await cluster.psql("CREATE ROLE limited LOGIN PASSWORD '\(cluster.password)' CONNECTION LIMIT 2")
        try await withPool(cluster.connectionString(user: "limited")) { pool in
            try await eventually { pool.status.connected == 2 && pool.status.lastError != nil }
            #expect(pool.status.lastError.map { "\($0)" }?.contains("too many connections for role") == true)
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
            try await cluster.psql("ALTER ROLE limited CONNECTION LIMIT 10")
            try await eventually { pool.status.connected == 4 }
        }
    }

    @Test("Of two hosts the one that can be written to is found, however the first one fails", arguments: [true, false])
    func severalHosts(isHung: Bool) async throws {
        let cluster = try await PrivateCluster.shared.value
        let (hung, closed) = (try HungServer(), try ServiceProgram.freePort())
        let first = isHung ? hung.port : closed
        let hosts = "127.0.0.1:\(first),127.0.0.1:\(cluster.port)"
        let string = "postgresql://postgres:\(cluster.password)@\(hosts)/postgres?target_session_attrs=read-write&connect_timeout=2"
        try await withPool(string, configure: { $0.size = 1 }) { pool async throws in
            #expect(try await pool.query("SELECT current_setting('port')")[0].decode(0) == "\(cluster.port)")
        }
    }

    @Test("A read-only server is refused at the start, and left when it becomes one (25006)")
    func readOnly() async throws {
        let cluster = try await PrivateCluster.shared.value
        let readOnly = "options=-c%20default_transaction_read_only%3Don"
        try await withPool(cluster.connectionString("target_session_attrs=read-write", readOnly)) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("session is read-only") == true)
        }
        try await withPool(cluster.connectionString("target_session_attrs=read-write"), configure: { $0.size = 1 }) { pool in
            try await pool.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            let error = await #expect(throws: PostgresError.self) { try await pool.execute("CREATE TABLE never ()") }
            #expect(sqlState(of: error) == "25006")
            try await withTable("id int8", in: pool) { _ in }
        }
    }

    @Test("A server process that is told to end gives its query 57P01; idempotent ones are sent again")
    func terminated() async throws {
        try await withPool(size: 1) { pool in
            let (plain, idempotent) = (try await answerAfterTermination(pool), try await answerAfterTermination(pool, isIdempotent: true))
            let error = #expect(throws: PostgresError.self) { try plain.get() }
            #expect(sqlState(of: error) == "57P01")
            #expect(error?.isTransient == true)
            #expect(throws: Never.self) { try idempotent.get() }
        }
    }

    private func answerAfterTermination(_ pool: PostgresPool, isIdempotent: Bool = false) async throws -> Result<PostgresRows, any Error> {
        let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
        try await eventually { pool.status.inFlight == 0 }
        var task: Task<PostgresRows, any Error>?
        try await withBlockedStatement(isIdempotent: isIdempotent) { blocked in
            task = Task { try await pool.query(blocked) }
            try await eventually { pool.status.inFlight == 1 }
            try await PrivateCluster.shared.value.psql("SELECT pg_terminate_backend(\(process))")
        }
        return try #require(await task?.result)
    }

    @Test("A statement that fails on connect keeps the connection from being used")
    func statementsOnConnect() async throws {
        try await withPool(size: 1, configure: { $0.statementsOnConnect = ["SET work_mem = '1234kB'"] }) { pool async throws in
            #expect(try await pool.query("SHOW work_mem")[0].decode(0) == "1234kB")
        }
        try await withPool(size: 1, configure: { $0.statementsOnConnect = ["SET nonsense = 1", "SELECT 1"] }) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("unrecognized configuration parameter") == true)
        }
    }

    @Test("A closed pool finishes what was sent, refuses the rest, and closing again does no harm")
    func closing() async throws {
        try await withPool(size: 1) { pool in
            try await eventually { pool.status.connected == 1 }
            var (sent, closed): (Task<PostgresRows, any Error>?, Task<Void, Never>?)
            try await withBlockedStatement { blocked in
                sent = Task { try await pool.query(blocked) }
                try await eventually { pool.status.inFlight == 1 }
                closed = Task { await pool.close() }
                try await eventually { await refusal(by: pool) == .poolClosed }
            }
            await pool.close()
            await closed?.value
            #expect(try await sent?.value[0].decode(0, as: Int32.self) == 5)
            await #expect(throws: PostgresError.poolClosed) { try await pool.query("SELECT 3") }
            await #expect(throws: PostgresError.poolClosed) { try await pool.transaction { _ in } }
        }
    }

    private func refusal(by pool: PostgresPool) async -> PostgresError? {
        do throws(PostgresError) {
            _ = try await pool.query("SELECT 3", deadline: soon(.milliseconds(50)))
            return nil
        } catch {
            return error
        }
    }

    /// The process may end when the pool is closed, and OpenSSL with it, which a thread that logs in would miss.
    @Test("A connection that is being made is waited for when the pool is closed")
    func closesWhileConnecting() async throws {
        var server: HungServer? = try HungServer()
        let port = try #require(server?.port)
        let pool = PostgresPool(PostgresPoolConfiguration(try PostgresConnectionString("postgresql://u@127.0.0.1:\(port)/d")))
        try await eventually { server?.hasClient ?? false }
        let isServerGone = NIOLockedValueBox(false)
        let closing = Task {
            await pool.close(drainTimeout: .seconds(60))
            return isServerGone.withLockedValue(\.self)
        }
        try await eventually { await #expect(throws: PostgresError.self) { try await pool.execute("SELECT 1") } == .poolClosed }
        isServerGone.withLockedValue { $0 = true }
        server = nil
        #expect(await closing.value)
    }
}
