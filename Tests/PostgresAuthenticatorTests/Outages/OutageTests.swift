import ExtensionPostgres
import ExtensionProtocol
import ExtensionTestKit
import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import PostgresPeer
import RecordedLogging
import Testing

@Suite("While the database is away", .timeLimit(.minutes(2)))
struct OutageTests {
    @Test("The provider is loaded and answers by its policy before the database is up, and by the tables afterwards")
    func startsFirst() async throws {
        let cluster = try await PrivateCluster()
        try await withDatabase(on: cluster) { database async throws in
            try await migrate(database, .v5)
            try await database.psql(Rows.user("anna", password: "secret"))
            let directory = try await cluster.kill()
            try await withAuthenticator(.v5, database) { subject async throws in
                #expect(subject.broker.registrations.count == 2)
                #expect(try await subject.authenticate("anna", "secret") == .deny)
                #expect(subject.authenticator.problem != nil)
                try await cluster.start(directory)
                try await eventually { try await subject.authenticate("anna", "secret") == .allow }
                try await eventually { subject.authenticator.problem == nil }
            }
        }
    }

    @Test("The policies ignore and last-known, which doesn't help who wasn't known; everything recovers")
    func policies() async throws {
        let cluster = try await PrivateCluster()
        let expected: [(UnavailablePolicy, Duration, AuthenticationDecision, AuthorizationDecision)] = [
            (.ignore, .zero, .ignore, .ignore), (.lastKnown, .seconds(60), .allow, .allow),
        ]
        for (policy, lastKnown, authentication, authorization) in expected {
            let configure = { (configuration: inout AuthenticatorConfiguration) in
                CountedQueries.configure(&configuration)
                configuration.policies.whenUnavailable = policy
                configuration.cache.lastKnown = lastKnown
            }
            try await withAuthenticator(on: cluster, sql: CountedQueries.sql, configure: configure) { subject async throws in
                try await subject.waitUntilCaching()
                #expect(try await subject.authenticate("anna", "secret") == .allow)
                let directory = try await cluster.kill()
                try await eventually { subject.pool.status.connected == 0 }
                #expect(try await subject.authenticate("anna", "secret") == authentication, "\(policy)")
                #expect(try await subject.authorize("anna", .publish, "t") == authorization, "\(policy)")
                #expect(try await subject.authenticate("nobody", "secret") == (policy == .ignore ? .ignore : .deny), "\(policy)")
                if policy == .lastKnown { #expect(try await subject.authenticate("anna", "guess") == .deny) }
                try await cluster.start(directory)
                try await eventually { try await subject.authenticate("anna", "secret") == .allow }
                try await eventually { try await subject.authorize("anna", .publish, "t") == .allow }
            }
        }
    }

    @Test("A query that hangs is given up long before the broker gives up, and says so")
    func slow() async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in configuration.queryTimeout = .milliseconds(200) }
        try await withAuthenticator(sql: Rows.user("anna", password: "secret"), configure: configure) { subject async throws in
            try await withLockedTable(subject.database, "mqtt_user") { () async throws in
                let start = ContinuousClock.now
                #expect(try await subject.authenticate("anna", "secret") == .deny)
                #expect(ContinuousClock.now - start < .seconds(2))
                #expect(subject.log.lines(containing: "didn't answer in time").count == 1)
            }
            try await eventually { try await subject.authenticate("anna", "secret") == .allow }
        }
    }

    @Test("Out of connections: the reason is logged, and it recovers when there is room; reading is all that the role needs")
    func outOfConnections() async throws {
        try await withDatabase { database async throws in
            try await migrate(database, .v5)
            let role = "auth_\(database.name)"
            try await database.psql(
                """
                CREATE ROLE \(role) LOGIN PASSWORD '\(database.cluster.password)' CONNECTION LIMIT 0;
                GRANT SELECT ON mqtt_user, mqtt_acl TO \(role);
                """ + CountedQueries.sql + "GRANT USAGE ON SEQUENCE asked TO \(role)"
            )
            try await withAuthenticator(.v5, database, role: role, configure: CountedQueries.configure) { subject async throws in
                #expect(try await subject.authenticate("anna", "secret") == .deny)
                #expect(!subject.log.lines(containing: "too many connections for role").isEmpty)
                try await database.psql("ALTER ROLE \(role) CONNECTION LIMIT -1")
                try await eventually { try await subject.authenticate("anna", "secret") == .allow }
                try await subject.waitUntilCaching()
                try await eventually { subject.authenticator.problem == nil }
            }
            try await database.psql("DROP OWNED BY \(role); DROP ROLE \(role)")
        }
    }

    @Test("A database that is read-only serves as well, changes included")
    func readOnly() async throws {
        try await withAuthenticator(sql: CountedQueries.sql, configure: { $0.queries.superuser = "" }) { subject async throws in
            try await subject.database.psql("ALTER DATABASE \(subject.database.name) SET default_transaction_read_only = on")
            try await subject.database.psql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            try await eventually { try await subject.authenticate("anna", "secret") == .allow }
            try await eventually { try await subject.authorize("anna", .publish, "t") == .allow }
            try await subject.database.psql("SET transaction_read_only = off; DELETE FROM mqtt_acl")
            try await eventually { try await subject.authorize("anna", .publish, "t") == .ignore }
        }
    }

    /// Nobody else reads the table for the length of `body`.
    private func withLockedTable(_ database: TestDatabase, _ table: String, _ body: () async throws -> Void) async throws {
        try await withPool(database) { pool async throws in
            try await pool.transaction { transaction in
                try await transaction.execute(PostgresStatement("LOCK TABLE \(table)", isPrepared: false))
                try await body()
            }
        }
    }
}
