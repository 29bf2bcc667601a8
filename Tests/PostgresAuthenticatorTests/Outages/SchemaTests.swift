import ExtensionProtocol
import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import PostgresPeer
import RecordedLogging
import Testing

@Suite("Tables that don't fit the queries", .timeLimit(.minutes(1)))
struct SchemaTests {
    private static let missing: [(TableConvention, sql: String, text: String)] = [
        (.v5, "ALTER TABLE mqtt_user RENAME password_hash TO hash", "column \"password_hash\" does not exist"),
        (.v5, "ALTER TABLE mqtt_user DROP is_superuser", "column \"is_superuser\" does not exist"),
        (.v5, "ALTER TABLE mqtt_acl DROP permission", "column \"permission\" does not exist"),
        (.v5, "DROP TABLE mqtt_acl", "relation \"mqtt_acl\" does not exist"),
        (.v4, "ALTER TABLE mqtt_acl DROP ipaddr", "column \"ipaddr\" does not exist"),
    ]

    @Test("The missing column or table is named in one line of the log and for /readyz", arguments: missing)
    func missingColumn(_ convention: TableConvention, _ sql: String, _ text: String) async throws {
        try await withAuthenticator(convention, sql: sql) { subject async throws in
            try await eventually { subject.authenticator.problem?.contains(text) ?? false }
            #expect(subject.log.lines(containing: "The tables don't fit the queries.").count == 1)
            #expect(subject.log.lines(containing: text).count == 1)
        }
    }

    @Test("Queries that give the wrong columns")
    func wrongColumns() async throws {
        let queries: [(TableConvention, (inout AuthenticatorQueries) -> Void, String)] = [
            (.v5, { $0.authentication = "SELECT salt FROM mqtt_user" }, "gives no column password_hash or password, but salt"),
            (.v5, { $0.authorization = "SELECT permission, topic FROM mqtt_acl" }, "gives no column action"),
            (.v4, { $0.authorization = "SELECT allow, topic FROM mqtt_acl" }, "gives no 6 columns (allow, ipaddr, username"),
        ]
        for (convention, change, text) in queries {
            try await withAuthenticator(convention, configure: { change(&$0.queries) }) { subject async throws in
                try await eventually { subject.authenticator.problem?.contains(text) ?? false }
            }
        }
    }

    @Test("While the tables are wrong the policy answers; once they are right, everything works without a restart")
    func recovery() async throws {
        let sql = Rows.user("anna", password: "secret") + "ALTER TABLE mqtt_user RENAME password_hash TO hash"
        try await withAuthenticator(sql: sql) { subject async throws in
            try await eventually { subject.log.lines(containing: "The tables don't fit the queries.").count == 1 }
            #expect(try await subject.authenticate("anna", "secret") == .deny)
            try await subject.database.psql("ALTER TABLE mqtt_user RENAME hash TO password_hash")
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            try await eventually { subject.authenticator.problem == nil }
            #expect(subject.log.lines(containing: "The tables fit the queries.").count == 1)
        }
    }

    @Test("A column that goes away later is noticed by the queries that miss it")
    func later() async throws {
        try await withAuthenticator(configure: { $0.policies.whenUnavailable = .ignore }) { subject async throws in
            try await eventually { subject.authenticator.problem == nil }
            try await subject.database.psql("ALTER TABLE mqtt_acl DROP topic")
            #expect(try await subject.authorize("anna", .publish, "t") == .ignore)
            try await eventually { subject.authenticator.problem?.contains("\"topic\"") ?? false }
        }
    }

    @Test("What is known last isn't what was known before")
    func lastKnown() async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.policies.whenUnavailable = .lastKnown
            configuration.cache.timeToLive = .zero
            configuration.cache.lastKnown = .seconds(60)
        }
        let sql = Rows.user("anna", password: "secret") + Rows.user("bert", password: "secret") + "DROP FUNCTION mqtt_auth_changed CASCADE"
        try await withAuthenticator(sql: sql, configure: configure) { subject async throws in
            // Listening begins with an empty cache.
            try await eventually { !subject.log.lines(containing: "Listening for changes").isEmpty }
            for name in ["anna", "bert"] { #expect(try await subject.authenticate(name, "secret") == .allow) }
            try await subject.database.psql("DELETE FROM mqtt_user WHERE username = 'anna'")
            #expect(try await subject.authenticate("anna", "secret") == .ignore)
            try await subject.database.psql("ALTER TABLE mqtt_user RENAME TO gone")
            #expect(try await subject.authenticate("anna", "secret") == .ignore, "last known to be absent")
            #expect(try await subject.authenticate("bert", "secret") == .allow)
        }
    }
}
