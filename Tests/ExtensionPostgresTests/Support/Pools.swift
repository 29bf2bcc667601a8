import ExtensionPostgres
import NIOCore
import PostgresPeer
import Testing

/// A pool for the length of `body`.
@discardableResult
func withPool<Result>(
    _ connectionString: String,
    configure: (inout PostgresPoolConfiguration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> Result
) async throws -> Result {
    var configuration = PostgresPoolConfiguration(try PostgresConnectionString(connectionString))
    configuration.backoff = .milliseconds(20) ... .milliseconds(200)
    configure(&configuration)
    let pool = PostgresPool(configuration)
    do {
        let result = try await body(pool)
        await pool.close()
        return result
    } catch {
        await pool.close(drainTimeout: .zero)
        throw error
    }
}

/// The same on the tests' shared server.
@discardableResult
func withPool<Result>(
    size: Int = 1,
    configure: (inout PostgresPoolConfiguration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> Result
) async throws -> Result {
    let cluster = try await PrivateCluster.shared.value
    let configureAll = { (configuration: inout PostgresPoolConfiguration) in
        configuration.size = size
        configure(&configuration)
    }
    return try await withPool(cluster.connectionString(), configure: configureAll, body)
}

/// A statement that isn't answered before `body` returns.
func withBlockedStatement(isIdempotent: Bool = false, _ body: (PostgresStatement) async throws -> Void) async throws {
    let lock = Int64.random(in: 0 ... .max)
    try await withPool(size: 1) { pool in
        try await pool.transaction { transaction in
            try await transaction.execute("SELECT pg_advisory_xact_lock($1)", [.value(lock)])
            try await body(PostgresStatement("SELECT 5::int4 FROM pg_advisory_xact_lock(\(lock))", isIdempotent: isIdempotent))
        }
    }
}

func soon(_ duration: Duration = .milliseconds(200)) -> NIODeadline { .now() + TimeAmount(duration) }

/// The server's error, where it is one.
func sqlState(of error: PostgresError?) -> String? {
    guard case .server(let error) = error else { return nil }
    return error.sqlState
}

/// A table of the test's own.
func withTable<Result>(_ columns: String, in pool: PostgresPool, _ body: (String) async throws -> Result) async throws -> Result {
    let name = "t\(UInt64.random(in: 0 ... .max))"
    try await pool.execute(PostgresStatement("CREATE TABLE \(name) (\(columns))", isPrepared: false))
    let result = try await body(name)
    try await pool.execute(PostgresStatement("DROP TABLE \(name)", isPrepared: false))
    return result
}
