import ExtensionProtocol
import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import PostgresPeer
import Testing

@Suite("Changes of rows are seen within a second", .timeLimit(.minutes(1)))
struct ChangeTests {
    private let clock = ContinuousClock()

    /// Runs SQL, and waits for what it has to lead to.
    private func expect(_ subject: Subject, after sql: String, _ condition: () async throws -> Bool) async throws {
        try await subject.database.psql(sql)
        let start = clock.now
        try await eventually(condition)
        #expect(clock.now - start < .seconds(1), "\(sql)")
    }

    @Test("5.x: passwords, users, rules, superusers, everything")
    func rows5() async throws {
        try await withAuthenticator(sql: CountedQueries.sql, configure: { CountedQueries.configure(&$0) }) { subject async throws in
            try await subject.waitUntilCaching()
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            let other = try PasswordAlgorithm.standard.makeHash(Array("other".utf8))
            try await expect(subject, after: "UPDATE mqtt_user SET password_hash = '\(other.hash)', salt = '\(other.salt)'") {
                try await subject.authenticate("anna", "secret") == .deny
            }
            #expect(try await subject.authenticate("anna", "other") == .allow)
            try await expect(subject, after: "UPDATE mqtt_user SET username = 'bert' WHERE username = 'anna'") {
                try await subject.authenticate("anna", "other") == .ignore
            }
            try await expect(subject, after: Rows.rule("anna", "deny", "publish", "t2")) {
                try await subject.authorize("anna", .publish, "t2") == .deny
            }
            try await expect(subject, after: "DELETE FROM mqtt_acl WHERE permission = 'allow'") {
                try await subject.authorize("anna", .publish, "t") == .ignore
            }
            try await expect(subject, after: "TRUNCATE mqtt_acl") {
                try await subject.authorize("anna", .publish, "t2") == .ignore
            }
        }
    }

    @Test("A name that is longer than a notification can be stored, and drops everything")
    func longName() async throws {
        let name = String(repeating: "n", count: 20_000)
        try await withAuthenticator(sql: CountedQueries.sql, configure: CountedQueries.configure) { subject async throws in
            try await subject.waitUntilCaching()
            #expect(try await subject.authorize(name, .publish, "t") == .ignore)
            // A column with an index holds 2,704 bytes, rules' usernames more only without theirs.
            let asked = try await subject.database.askedCount()
            try await expect(subject, after: "DROP INDEX mqtt_acl_username_idx;" + Rows.rule(name, "allow", "publish", "t")) {
                _ = try await subject.authorize("anna", .publish, "t")
                return try await subject.database.askedCount() > asked
            }
            #expect(try await subject.authorize(name, .publish, "t") == .allow)
        }
    }

    @Test(
        "4.x: rules of everybody, of an address, of a client",
        arguments: [
            "('$all', NULL, NULL)", "(NULL, '127.0.0.1', NULL)", "(NULL, NULL, 'clientid')", "('anna', NULL, NULL)",
            "('anna', NULL, 'clientid')",
        ]
    )
    func rows4(_ values: String) async throws {
        let sql = "INSERT INTO mqtt_acl (allow, username, access, topic) VALUES (1, 'anna', 2, 't'); CREATE SEQUENCE asked"
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.queries.superuser = ""
            configuration.queries.authorization = """
                SELECT allow, ipaddr, username, clientid, access, topic, nextval('asked') FROM mqtt_acl
                WHERE ipaddr = '%a' OR username = '%u' OR username = '$all' OR clientid = '%c' ORDER BY id
                """
        }
        try await withAuthenticator(.v4, sql: sql, configure: configure) { subject async throws in
            try await subject.waitUntilCaching()
            let columns = values.dropFirst().dropLast()
            let insertion = "INSERT INTO mqtt_acl (username, ipaddr, clientid, allow, access, topic) VALUES (\(columns), 0, 2, 't')"
            try await expect(subject, after: insertion) { try await subject.authorize("anna", .publish, "t") == .deny }
            // EMQX 4 takes no rule of a client for whom a row can't be read, though it names another user.
            let broken = "INSERT INTO mqtt_acl (username, clientid, allow, access, topic) VALUES ('other', 'clientid', 0, 9, 't')"
            try await expect(subject, after: broken) { try await subject.authorize("anna", .publish, "t") == .ignore }
        }
    }

    @Test("What changed while nobody listened is seen as soon as somebody does")
    func interrupted() async throws {
        try await withAuthenticator(sql: CountedQueries.sql, configure: CountedQueries.configure) { subject async throws in
            try await subject.waitUntilCaching()
            try await subject.database.psql(
                """
                UPDATE mqtt_acl SET permission = 'deny';
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
                """
            )
            try await eventually { try await subject.authorize("anna", .publish, "t") == .deny }
            try await subject.waitUntilCaching()
        }
    }
}
