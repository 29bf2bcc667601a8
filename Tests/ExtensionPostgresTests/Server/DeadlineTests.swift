import ExtensionPostgres
import Foundation
import NIOCore
import PostgresPeer
import Testing

@Suite("PostgreSQL: deadlines and cancellation", .timeLimit(.minutes(1)))
struct DeadlineTests {
    private static func impatient(_ configuration: inout PostgresPoolConfiguration) {
        configuration.abandonedAnswerTimeout = .milliseconds(100)
    }

    @Test("A query that is still queued at its deadline was never sent")
    func queued() async throws {
        try await withPool(size: 1, configure: { $0.pipelineDepth = 1 }) { pool in
            try await withTable("id int8", in: pool) { table in
                try await eventually { pool.status.inFlight == 0 }
                var slow: Task<PostgresRows, any Error>?
                try await withBlockedStatement { blocked in
                    slow = Task { try await pool.query(blocked) }
                    try await eventually { pool.status.inFlight == 1 }
                    await #expect(throws: PostgresError.deadlinePassed(wasSent: false)) {
                        try await pool.execute(PostgresStatement("INSERT INTO \(table) VALUES (1)"), deadline: soon(.milliseconds(50)))
                    }
                }
                _ = try await slow?.value
                #expect(try await pool.query(PostgresStatement("SELECT count(*) FROM \(table)"))[0].decode(0) == 0)
            }
        }
    }

    @Test("A deadline that is over sends nothing")
    func past() async throws {
        try await withPool { pool in
            await #expect(throws: PostgresError.deadlinePassed(wasSent: false)) { try await pool.query("SELECT 1", deadline: .now()) }
        }
    }

    @Test("Past its deadline a query fails; if it goes on, its connection is closed and the server stops it")
    func sent() async throws {
        try await withPool(size: 1, configure: Self.impatient) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            await #expect(throws: PostgresError.deadlinePassed(wasSent: true)) {
                try await pool.query("SELECT pg_sleep(3600)", deadline: soon())
            }
            #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self) != process)
            let gone = PostgresStatement("SELECT count(*) FROM pg_stat_activity WHERE pid = $1")
            try await eventually { try await pool.query(gone, [.value(process)])[0].decode(0) == 0 }
        }
    }

    @Test("An answer that comes soon after the deadline leaves the connection, and the others on it, alone")
    func late() async throws {
        try await withPool(size: 1, configure: { $0.abandonedAnswerTimeout = .seconds(20) }) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            try await eventually { pool.status.inFlight == 0 }
            let impatient = Task { try await pool.query("SELECT pg_sleep(2)", deadline: soon(.milliseconds(50))) }
            try await eventually { pool.status.inFlight == 1 }
            let patient = Task { try await pool.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self) }
            await #expect(throws: PostgresError.deadlinePassed(wasSent: true)) { try await impatient.value }
            #expect(try await patient.value == process)
        }
    }

    @Test("The others on a connection that is given up fail with an unknown outcome, idempotent ones are sent again")
    func others() async throws {
        try await withPool(size: 1, configure: Self.impatient) { pool in
            try await eventually { pool.status.connected == 1 }
            let slow = Task { try await pool.query("SELECT pg_sleep(3600)") }
            try await eventually { pool.status.inFlight == 1 }
            let plain = Task { try await pool.query("SELECT 2") }
            let idempotent = Task {
                try await pool.query(PostgresStatement("SELECT 3::int4", isIdempotent: true))[0].decode(0, as: Int32.self)
            }
            try await eventually { pool.status.inFlight == 3 }
            slow.cancel()
            await #expect(throws: PostgresError.cancelled(wasSent: true)) { try await slow.value }
            await #expect(throws: PostgresError.outcomeUnknown("it didn't answer in time")) { try await plain.value }
            #expect(try await idempotent.value == 3)
        }
    }

    @Test("Cancelling the task cancels the query, sent or not")
    func cancellation() async throws {
        let configure = { (configuration: inout PostgresPoolConfiguration) in
            Self.impatient(&configuration)
            configuration.pipelineDepth = 1
        }
        try await withPool(size: 1, configure: configure) { pool in
            try await eventually { pool.status.connected == 1 }
            let sent = Task { try await pool.query("SELECT pg_sleep(3600)") }
            let waiting = Task {
                try await eventually { pool.status.inFlight == 1 }
                return try await pool.query("SELECT 2")
            }
            try await eventually { pool.status.queued == 1 }
            waiting.cancel()
            await #expect(throws: PostgresError.cancelled(wasSent: false)) { try await waiting.value }
            sent.cancel()
            await #expect(throws: PostgresError.cancelled(wasSent: true)) { try await sent.value }
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await pool.query("SELECT 3")
            }
            await #expect(throws: PostgresError.cancelled(wasSent: false)) { try await early.value }
            #expect(try await pool.query("SELECT 4::int4")[0].decode(0) == 4)
        }
    }

    @Test("A cancelled transaction leaves nothing and gives its connection back")
    func cancelledTransaction() async throws {
        try await withPool(size: 1, configure: Self.impatient) { pool in
            let task = Task { try await pool.transaction { _ = try await $0.query("SELECT pg_sleep(3600)") } }
            try await eventually { pool.status.leased == 1 && pool.status.inFlight == 1 }
            task.cancel()
            await #expect(throws: PostgresError.cancelled(wasSent: true)) { try await task.value }
            #expect(try await pool.query("SELECT 1::int4")[0].decode(0) == 1)
        }
    }

    @Test("A server process that hangs costs one connection, not the pool")
    func hungProcess() async throws {
        try await withPool(size: 1, configure: Self.impatient) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            kill(process, SIGSTOP)
            defer { kill(process, SIGCONT) }
            await #expect(throws: PostgresError.deadlinePassed(wasSent: true)) { try await pool.query("SELECT 1", deadline: soon()) }
            #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self) != process)
        }
    }

    @Test("A silent connection is asked for a sign of life, and replaced when it gives none")
    func healthCheck() async throws {
        let configure = { (configuration: inout PostgresPoolConfiguration) in
            configuration.healthCheckInterval = .milliseconds(100)
            configuration.connectTimeout = .milliseconds(300)
        }
        try await withPool(size: 1, configure: configure) { pool in
            let process: Int32 = try await pool.query("SELECT pg_backend_pid()")[0].decode(0)
            kill(process, SIGSTOP)
            defer { kill(process, SIGCONT) }
            try await eventually { pool.status.lastError == .noConnection("it didn't answer in time") }
            #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self) != process)
        }
    }
}
