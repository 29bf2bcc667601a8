import ExtensionTestKit
import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import RecordedLogging
import Testing

@Suite("EMQX 5: authentication by the database", .timeLimit(.minutes(1)))
struct EMQX5AuthenticationTests {
    @Test("The right password is allowed, a wrong one denied, an unknown user ignored")
    func decisions() async throws {
        try await withAuthenticator(sql: Rows.user("anna", password: "secret")) { subject async throws in
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            #expect(try await subject.authenticate("anna", "Secret") == .deny)
            #expect(try await subject.authenticate("Anna", "secret") == .ignore)
        }
    }

    @Test("A client without a password is denied: nobody gets a superuser's rights by the name alone. Unless that is asked for")
    func noPassword() async throws {
        let sql = Rows.user("root", password: "secret", isSuperuser: true)
        try await withAuthenticator(sql: sql) { subject async throws in
            for name in ["root", "nobody", ""] { #expect(try await subject.authenticate(name, "") == .deny) }
        }
        try await withAuthenticator(sql: sql, configure: { $0.policies.noPassword = .ignore }) { subject async throws in
            #expect(try await subject.authenticate("root", "") == .ignore)
        }
    }

    @Test("Unknown users are denied where that is asked for")
    func unknownUser() async throws {
        try await withAuthenticator(configure: { $0.policies.unknownUser = .deny }) { subject async throws in
            #expect(try await subject.authenticate("anna", "secret") == .deny)
        }
    }

    @Test(
        "Every algorithm verifies what it stored",
        arguments: [
            "name=plain,salt_position=disable", "name=md5", "name=sha,salt_position=suffix", "name=sha256", "name=sha512",
            "name=bcrypt,salt_rounds=4", "name=pbkdf2,mac_fun=sha256,iterations=1000,dk_length=20",
        ]
    )
    func algorithms(_ text: String) async throws {
        let fields = text.split(separator: ",").map { $0.split(separator: "=").map(String.init) }
        let algorithm = try PasswordAlgorithm(settings: Dictionary(uniqueKeysWithValues: fields.map { ($0[0], $0[1]) }))
        let sql = Rows.user("anna", stored: algorithm, password: "sécrèt")
        try await withAuthenticator(sql: sql, configure: { $0.algorithm = algorithm }) { subject async throws in
            #expect(try await subject.authenticate("anna", "sécrèt") == .allow)
            #expect(try await subject.authenticate("anna", "secret") == .deny)
        }
    }

    @Test("Names that Swift takes for the same are two users, cached or not")
    func equivalentNames() async throws {
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        let sql = Rows.user(composed, password: "one") + Rows.user(decomposed, password: "two")
        try await withAuthenticator(sql: sql) { subject async throws in
            for _ in 0..<3 {
                #expect(try await subject.authenticate(composed, "one") == .allow)
                #expect(try await subject.authenticate(decomposed, "one") == .deny)
                #expect(try await subject.authenticate(decomposed, "two") == .allow)
            }
        }
    }

    @Test("A row whose hash is of another algorithm denies, and the log tells neither hash nor password")
    func unusableRow() async throws {
        let sql = "INSERT INTO mqtt_user (username, password_hash, salt) VALUES ('anna', 'hidden-hash', 'hidden-salt')"
        try await withAuthenticator(sql: sql) { subject async throws in
            for _ in 0..<5 { #expect(try await subject.authenticate("anna", "hidden-password") == .deny) }
            #expect(subject.log.lines(containing: "A user's row can't be used.").count == 1)
            #expect(subject.log.lines(containing: "username=anna").count == 1)
            #expect(subject.log.lines(containing: "hidden").isEmpty)
        }
    }

    @Test("Columns are read by name, and of any type")
    func otherQuery() async throws {
        let sql = """
            CREATE TABLE devices (name varchar(20), secret text, level int);
            INSERT INTO devices VALUES ('anna', '5ebe2294ecd0e0f08eab7690d2a6ee69', 2), ('bert', '5ebe2294ecd0e0f08eab7690d2a6ee69', 0);
            """
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.algorithm = .digest(.md5, .disable)
            configuration.queries.authentication = "SELECT secret AS password FROM devices WHERE name = \"${username}\""
            configuration.queries.superuser = "SELECT level AS is_superuser FROM devices WHERE name = ${username}"
        }
        try await withAuthenticator(sql: sql, configure: configure) { subject async throws in
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            #expect(try await subject.authenticate("bert", "other") == .deny)
            #expect(try await subject.authorize("anna", .publish, "any/thing") == .allow)
            #expect(try await subject.authorize("bert", .publish, "any/thing") == .ignore)
        }
    }

    @Test("EMQX 5.0 to 5.8 are told ignore too, and refuse: their mistake")
    func ignoredOnV2() async throws {
        try await withAuthenticator(as: .v2) { subject async throws in
            #expect(try await subject.authenticate("nobody", "secret") == .ignore)
        }
    }
}
