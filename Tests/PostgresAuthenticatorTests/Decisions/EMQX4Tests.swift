import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import Testing

@Suite("EMQX 4: decisions by the database", .timeLimit(.minutes(1)))
struct EMQX4Tests {
    /// Of 4.4's own test suite.
    private static let suiteRules = """
        INSERT INTO mqtt_acl (id, allow, ipaddr, username, clientid, access, topic) VALUES
            (1, 1, '127.0.0.1', 'u1', 'c1', 1, 't1'), (2, 0, '127.0.0.1', 'u2', 'c2', 1, 't1'),
            (3, 1, '10.10.0.110', 'u1', 'c1', 1, 't1'), (4, 1, '127.0.0.1', 'u3', 'c3', 3, 't1')
        """
    /// Of 4.4's mqtt.sql.
    private static let sampleRules = """
        INSERT INTO mqtt_acl (id, allow, ipaddr, username, clientid, access, topic) VALUES
            (1, 1, NULL, '$all', NULL, 2, '#'), (2, 0, NULL, '$all', NULL, 1, '$SYS/#'), (3, 0, NULL, '$all', NULL, 1, 'eq #'),
            (5, 1, '127.0.0.1', NULL, NULL, 2, '$SYS/#'), (6, 1, '127.0.0.1', NULL, NULL, 2, '#'),
            (7, 1, NULL, 'dashboard', NULL, 1, '$SYS/#')
        """

    @Test("The rules of EMQX's suite")
    func suite() async throws {
        try await withAuthenticator(.v4, sql: Self.suiteRules, configure: { $0.policies.noMatch = .deny }) { subject async throws in
            let local = "127.0.0.1"
            #expect(try await subject.authorize("u1", .subscribe, "t1", clientID: "c1", address: local) == .allow)
            #expect(try await subject.authorize("u2", .subscribe, "t1", clientID: "c2", address: local) == .deny)
            #expect(try await subject.authorize("u1", .subscribe, "t1", clientID: "c1", address: "10.10.0.110") == .allow)
            #expect(try await subject.authorize("u1", .subscribe, "t2", clientID: "c1", address: "10.10.0.110") == .deny)
            #expect(try await subject.authorize("u1", .subscribe, "t1", clientID: "c1", address: "10.10.10.110") == .deny)
            #expect(try await subject.authorize("u3", .subscribe, "t1", clientID: "c3", address: local) == .allow)
            #expect(try await subject.authorize("u3", .publish, "t1", clientID: "c3", address: local) == .allow)
        }
    }

    @Test("The rules of mqtt.sql: the last row that matches decides")
    func samples() async throws {
        try await withAuthenticator(.v4, sql: Self.sampleRules) { subject async throws in
            let far = "192.0.2.1"
            #expect(try await subject.authorize("anna", .publish, "t", address: far) == .allow)
            #expect(try await subject.authorize("anna", .subscribe, "$SYS/#", address: far) == .deny)
            #expect(try await subject.authorize("anna", .subscribe, "#", address: far) == .deny)
            #expect(try await subject.authorize("anna", .subscribe, "t/#", address: far) == .ignore)
            #expect(try await subject.authorize("anna", .publish, "$SYS/x", address: far) == .ignore)
            #expect(try await subject.authorize("anna", .publish, "$SYS/x") == .allow)
            #expect(try await subject.authorize("dashboard", .subscribe, "$SYS/#", address: far) == .allow)
            #expect(try await subject.authorize("$anna", .publish, "t", address: far) == .ignore)
        }
    }

    @Test("Passwords, with or without salt", arguments: ["sha256", "salt,sha256", "sha256,salt", "bcrypt", "salt,bcrypt"])
    func passwords(_ setting: String) async throws {
        let algorithm = try PasswordAlgorithm(emqx4: setting)
        let made = try algorithm.makeHash(Array("secret".utf8))
        let values = [made.hash, made.salt].map(Rows.quoted).joined(separator: ", ")
        let sql = "INSERT INTO mqtt_user (username, password, salt) VALUES ('anna', \(values))"
        try await withAuthenticator(.v4, sql: sql, configure: { $0.algorithm = algorithm }) { subject async throws in
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            #expect(try await subject.authenticate("anna", "other") == .deny)
            #expect(try await subject.authenticate("bert", "secret") == .ignore)
        }
    }

    @Test("Only the boolean true makes a superuser, and nobody is one without a query")
    func superusers() async throws {
        let sql = "INSERT INTO mqtt_user (username, is_superuser) VALUES ('root', true), ('anna', false), ('bert', NULL)"
        try await withAuthenticator(.v4, sql: sql) { subject async throws in
            #expect(try await subject.authorize("root", .publish, "t") == .allow)
            #expect(try await subject.authorize("anna", .publish, "t") == .ignore)
            #expect(try await subject.authorize("bert", .publish, "t") == .ignore)
        }
        try await withAuthenticator(.v4, sql: sql, configure: { $0.queries.superuser = "" }) { subject async throws in
            #expect(try await subject.authorize("root", .publish, "t") == .ignore)
        }
    }
}
