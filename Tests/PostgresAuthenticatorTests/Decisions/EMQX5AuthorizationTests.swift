import ExtensionTestKit
import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import RecordedLogging
import Testing

@Suite("EMQX 5: authorization by the database", .timeLimit(.minutes(1)))
struct EMQX5AuthorizationTests {
    private func rules(_ rules: [(String, String, String)]) -> String {
        rules.map { Rows.rule("username", $0.0, $0.1, $0.2) }.joined()
    }

    @Test("Actions")
    func actions() async throws {
        let sql = rules([("allow", "publish", "a"), ("allow", "subscribe", "b")])
        try await withAuthenticator(sql: sql, configure: { $0.policies.noMatch = .deny }) { subject async throws in
            #expect(try await subject.authorize("username", .publish, "a") == .allow)
            #expect(try await subject.authorize("username", .publish, "b") == .deny)
            #expect(try await subject.authorize("username", .subscribe, "a") == .deny)
            #expect(try await subject.authorize("username", .subscribe, "b") == .allow)
            #expect(try await subject.authorize("other", .publish, "a") == .deny)
        }
    }

    @Test("Topics: placeholders, eq and wildcards")
    func topics() async throws {
        let sql = rules([
            ("allow", "publish", "t/${username}"), ("allow", "publish", "t/${clientid}"), ("allow", "publish", "eq t/${username}"),
            ("allow", "publish", "t/#"), ("allow", "publish", "t1/+"),
        ])
        try await withAuthenticator(sql: sql, configure: { $0.policies.noMatch = .deny }) { subject async throws in
            for topic in ["t/username", "t/clientid", "t/${username}", "t/1/2", "t1/1"] {
                #expect(try await subject.authorize("username", .publish, topic) == .allow, "\(topic)")
            }
            for topic in ["t1/1/2", "abc"] { #expect(try await subject.authorize("username", .publish, topic) == .deny, "\(topic)") }
            #expect(try await subject.authorize("username", .subscribe, "t/username") == .deny)
        }
    }

    @Test("The first rule that matches decides, in the order of the numbers")
    func order() async throws {
        let sql = rules([("deny", "all", "t/secret"), ("allow", "all", "t/#"), ("deny", "all", "t/late")])
        try await withAuthenticator(sql: sql) { subject async throws in
            #expect(try await subject.authorize("username", .publish, "t/secret") == .deny)
            #expect(try await subject.authorize("username", .publish, "t/late") == .allow)
        }
    }

    @Test("Enums, and lists, arrays and flags for qos and retain, which ExHook doesn't tell: what restricts allows nothing")
    func columnTypes() async throws {
        let sql = """
            CREATE TYPE action AS ENUM ('publish', 'subscribe', 'all');
            CREATE TYPE permission AS ENUM ('allow', 'deny');
            CREATE TABLE rules (permission permission, action action, topic varchar(255), qos integer[], retain text);
            INSERT INTO rules VALUES
                ('allow', 'publish', 't1', '{1}', 'all'), ('allow', 'publish', 't3', '{0,1,2}', 'all'), ('allow', 'all', 't4', NULL, NULL),
                ('deny', 'publish', 't5', '{2}', 'true'), ('allow', 'publish', 't2', NULL, 'false');
            """
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.queries.authorization = "SELECT permission, action, topic, qos, retain FROM rules"
            configuration.policies.noMatch = .deny
        }
        try await withAuthenticator(sql: sql, configure: configure) { subject async throws in
            for topic in ["t3", "t4"] { #expect(try await subject.authorize("username", .publish, topic) == .allow, "\(topic)") }
            for topic in ["t1", "t2", "t5"] { #expect(try await subject.authorize("username", .publish, topic) == .deny, "\(topic)") }
            #expect(subject.log.lines(containing: "A rule isn't what it seems.").count == 1)
        }
    }

    @Test("An address column of 6.x, as text or inet, has to hold the client's address", arguments: ["text", "inet"])
    func addresses(_ type: String) async throws {
        let sql = """
            ALTER TABLE mqtt_acl ADD ipaddr \(type) NOT NULL DEFAULT '0.0.0.0/0';
            INSERT INTO mqtt_acl (username, permission, action, topic, ipaddr) VALUES ('username', 'allow', 'all', '#', '10.0.0.0/8');
            """
        let query = "SELECT permission, action, topic, ipaddr FROM mqtt_acl WHERE username = ${username} ORDER BY id"
        try await withAuthenticator(sql: sql, configure: { $0.queries.authorization = query }) { subject async throws in
            #expect(try await subject.authorize("username", .publish, "t", address: "10.1.2.3") == .allow)
            #expect(try await subject.authorize("username", .publish, "t", address: "11.1.2.3") == .ignore)
        }
    }

    @Test("Superusers may do everything, whatever the rules say; what the broker says of it doesn't count")
    func superusers() async throws {
        let sql = Rows.user("root", password: "x", isSuperuser: true) + Rows.rule("root", "deny", "all", "#")
        try await withAuthenticator(sql: sql) { subject async throws in
            #expect(try await subject.authorize("root", .subscribe, "$SYS/#") == .allow)
            let liar = ClientInfo(clientID: "c", username: "anna", isSuperuser: true)
            #expect(try await subject.broker.authorize(liar, to: .publish, "t") == .ignore)
        }
    }

    @Test("What no rule is about is answered as configured", arguments: [NoMatchPolicy.ignore, .deny, .allow])
    func noMatch(_ policy: NoMatchPolicy) async throws {
        let expected: [NoMatchPolicy: AuthorizationDecision] = [.ignore: .ignore, .deny: .deny, .allow: .allow]
        try await withAuthenticator(configure: { $0.policies.noMatch = policy }) { subject async throws in
            #expect(try await subject.authorize("username", .publish, "t") == expected[policy])
        }
    }
}
