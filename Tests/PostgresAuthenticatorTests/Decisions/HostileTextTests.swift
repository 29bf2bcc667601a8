import HookProviderKit
import PostgresAuthenticator
import RecordedLogging
import Testing

@testable import ExtensionTestKit

@Suite("Names that want to be more than names", .timeLimit(.minutes(1)))
struct HostileTextTests {
    private static let sql = Rows.user("anna", password: "secret", isSuperuser: true) + Rows.rule("anna", "allow", "all", "#")

    private static let injections = [
        "anna' --", "' OR '1'='1", "anna'; DROP TABLE mqtt_user; --", "\\'; DROP TABLE mqtt_acl; --", "anna\" OR \"\"=\"", "$1",
        "${username}", "%u", "anna/*", "'||(SELECT password_hash FROM mqtt_user)||'",
    ]

    @Test("SQL in names and passwords is text")
    func injection() async throws {
        try await withAuthenticator(sql: Self.sql, configure: { $0.policies.unknownUser = .deny }) { subject async throws in
            for text in Self.injections {
                #expect(try await subject.authenticate(text, "secret", clientID: text) == .deny, "\(text)")
                #expect(try await subject.authenticate("anna", text, clientID: text) == .deny, "\(text)")
                #expect(try await subject.authorize(text, .publish, text, clientID: text, address: text) == .ignore, "\(text)")
            }
            #expect(try await subject.database.psql("SELECT count(*) FROM mqtt_user, mqtt_acl") == "1")
            #expect(subject.log.lines(containing: "query fails").isEmpty)
        }
    }

    @Test("A user may be called so")
    func oddName() async throws {
        let name = "'; DROP TABLE \"mqtt_user\"; -- \\ 🌱"
        try await withAuthenticator(sql: Rows.user(name, password: "secret")) { subject async throws in
            #expect(try await subject.authenticate(name, "secret") == .allow)
        }
    }

    @Test("A zero byte is refused before it comes near the database")
    func zeroByte() async throws {
        try await withAuthenticator(sql: Self.sql) { subject async throws in
            #expect(try await subject.authenticate("anna\0", "secret") == .deny)
            #expect(try await subject.authenticate("anna", "secret", clientID: "c\0") == .deny)
            #expect(try await subject.authorize("anna\0", .publish, "t") == .deny)
            #expect(subject.log.lines(containing: "query fails").isEmpty)
            #expect(subject.hashes.count == 0)
        }
    }

    @Test("Names and passwords of 64 kB are names and passwords")
    func long() async throws {
        let long = String(repeating: "ä", count: 32_767)
        try await withAuthenticator(sql: Rows.user("anna", password: long)) { subject async throws in
            #expect(try await subject.authenticate("anna", long) == .allow)
            #expect(try await subject.authenticate(long, long, clientID: long) == .ignore)
            #expect(try await subject.authorize(long, .subscribe, long, clientID: long) == .ignore)
        }
    }

    @Test("What isn't UTF-8 is nobody's name")
    func invalidUTF8() async throws {
        try await withAuthenticator(sql: Self.sql, configure: { $0.policies.unknownUser = .deny }) { subject async throws in
            let client = ClientInfo(clientID: "c", username: "anna?", password: "secret")
            let emulated = EmulatedBroker.v3
            let request = ClientAuthenticate(client: client).encoded(broker: emulated.metadata, version: emulated.version)
            let broken = request.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
            #expect(try await subject.broker.send(broken, to: .hook(.clientAuthenticate)) == [0x08, 2, 0x18, 0])
        }
    }
}
