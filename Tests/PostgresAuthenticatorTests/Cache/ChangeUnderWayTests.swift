import ExtensionPostgres
import ExtensionProtocol
import HookProviderKit
import PostgresAuthenticator
import PostgresPeer
import Testing

@Suite("A change while a query is under way", .timeLimit(.minutes(1)))
struct ChangeUnderWayTests {
    /// Bert's rules are read as they are when the query begins, and given when nobody holds the lock.
    private func configure(_ configuration: inout AuthenticatorConfiguration) {
        CountedQueries.configure(&configuration)
        configuration.queries.authorization = """
            SELECT permission, action, topic, nextval('asked'),
                CASE WHEN username = 'bert' THEN pg_advisory_xact_lock_shared(1)::text END
            FROM mqtt_acl WHERE username = ${username}
            """
    }

    @Test("Who asks after the change isn't given what was asked for before, and that isn't remembered")
    func change() async throws {
        let sql = CountedQueries.sql + Rows.rule("bert", "allow", "publish", "t")
        try await withAuthenticator(sql: sql, configure: configure, configurePool: { $0.size = 4 }) { subject async throws in
            try await subject.waitUntilCaching()
            try await withPool(subject.database) { holder async throws in try await askAcrossChange(subject, holder) }
            #expect(try await subject.authorize("bert", .publish, "t") == .deny)
        }
    }

    private func askAcrossChange(_ subject: Subject, _ holder: PostgresPool) async throws {
        _ = try await holder.query("SELECT pg_advisory_lock(1)::text")
        async let before = subject.authorize("bert", .publish, "t")
        try await eventually { try await waiting(subject) == 1 }
        // Told in this order: when anna's change is seen, bert's was.
        let change = ["bert", "anna"].map { "UPDATE mqtt_acl SET permission = 'deny' WHERE username = '\($0)'" }
        try await subject.database.psql(change.joined(separator: ";"))
        try await eventually { try await subject.authorize("anna", .publish, "t") == .deny }
        async let after = subject.authorize("bert", .publish, "t")
        try await eventually { try await waiting(subject) == 2 }
        _ = try await holder.query("SELECT pg_advisory_unlock(1)::text")
        #expect(try await (before, after) == (.allow, .deny))
    }

    private func waiting(_ subject: Subject) async throws -> Int {
        Int(try await subject.database.psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) ?? -1
    }
}
