import ExtensionPostgres
import ExtensionTestKit
import HookProviderKit
import NIOConcurrencyHelpers
import PostgresAuthentication
import PostgresCommand
import PostgresPeer
import RecordedLogging

@testable import PostgresAuthenticator

/// An authenticator on a database, and a broker that asks it.
struct Subject {
    let broker: TestBroker
    let database: TestDatabase
    let authenticator: PostgresAuthenticator
    let pool: PostgresPool
    let log: RecordedLog
    let hashes: Hashes

    func authenticate(
        _ username: String,
        _ password: String,
        clientID: String = "c",
        address: String = "127.0.0.1"
    ) async throws -> AuthenticationDecision {
        try await broker.authenticate(ClientInfo(clientID: clientID, username: username, password: password, peerHost: address))
    }

    func authorize(
        _ username: String,
        _ action: AuthorizationAction,
        _ topic: String,
        clientID: String = "clientid",
        address: String = "127.0.0.1"
    ) async throws -> AuthorizationDecision {
        try await broker.authorize(ClientInfo(clientID: clientID, username: username, peerHost: address), to: action, topic)
    }
}

/// The stored hashes that passwords were compared with.
final class Hashes: Sendable {
    private let all = NIOLockedValueBox<[PasswordHash]>([])

    func add(_ hash: PasswordHash) { all.withLockedValue { $0.append(hash) } }

    var count: Int { all.withLockedValue { $0.count } }

    var last: PasswordHash? { all.withLockedValue { $0.last } }
}

/// Serves for the length of `body`, on the tables that `migrate` makes and with the rows that `sql` adds.
func withAuthenticator(
    _ convention: TableConvention = .v5,
    on cluster: PrivateCluster? = nil,
    sql: String = "",
    as emulated: EmulatedBroker = .v3,
    configure: (inout AuthenticatorConfiguration) -> Void = { _ in },
    configurePool: (inout PostgresPoolConfiguration) -> Void = { _ in },
    _ body: (Subject) async throws -> Void
) async throws {
    try await withDatabase(on: cluster) { database async throws in
        try await migrate(database, convention)
        if !sql.isEmpty { try await database.psql(sql) }
        try await withAuthenticator(convention, database, as: emulated, configure: configure, configurePool: configurePool, body)
    }
}

/// The same on a database as it is.
func withAuthenticator(
    _ convention: TableConvention,
    _ database: TestDatabase,
    role: String? = nil,
    as emulated: EmulatedBroker = .v3,
    configure: (inout AuthenticatorConfiguration) -> Void = { _ in },
    configurePool: (inout PostgresPoolConfiguration) -> Void = { _ in },
    _ body: (Subject) async throws -> Void
) async throws {
    let (log, hashes) = (RecordedLog(), Hashes())
    var configuration = AuthenticatorConfiguration(convention)
    configuration.algorithm = .digest(.sha256, .prefix)
    configure(&configuration)
    var poolConfiguration = PostgresPoolConfiguration(try PostgresConnectionString(database.url(user: role)))
    poolConfiguration.size = 2
    poolConfiguration.backoff = .milliseconds(20) ... .milliseconds(100)
    configurePool(&poolConfiguration)
    let pool = PostgresPool(poolConfiguration)
    let authenticator = PostgresAuthenticator(configuration, pool: pool, logger: log.logger) { hashes.add($0) }
    let watching = Task { try await authenticator.run() }
    let server = HookProviderServer(authenticator, logger: log.logger)
    let ended: @Sendable () async -> Void = {
        watching.cancel()
        _ = await watching.result
        await pool.close(drainTimeout: .zero)
    }
    do {
        try await TestBroker.connect(to: server, as: emulated) { broker in
            try await body(
                Subject(broker: broker, database: database, authenticator: authenticator, pool: pool, log: log, hashes: hashes)
            )
        }
        await ended()
    } catch {
        await ended()
        throw error
    }
}

func migrate(_ database: TestDatabase, _ convention: TableConvention) async throws {
    try await withPool(database) { pool async throws in _ = try await AuthenticationSchema.migrations(convention).run(on: pool) }
}

func withPool<Result>(_ database: TestDatabase, _ body: (PostgresPool) async throws -> Result) async throws -> Result {
    var configuration = PostgresPoolConfiguration(try PostgresConnectionString(database.url))
    configuration.size = 1
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
