import ExtensionProtocol
import HookProviderKit
import PostgresAuthenticator
import PostgresPeer
import Testing

@Suite("What is remembered of the database", .timeLimit(.minutes(1)))
struct CachingTests {
    @Test("Rows are asked for once, and the password that was found right is known again without its hash")
    func remembered() async throws {
        try await withAuthenticator(sql: CountedQueries.sql, configure: CountedQueries.configure) { subject async throws in
            try await subject.waitUntilCaching()
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            let (asked, hashed) = (try await subject.database.askedCount(), subject.hashes.count)
            for _ in 0..<10 { #expect(try await subject.authenticate("anna", "secret") == .allow) }
            #expect(try await subject.database.askedCount() == asked)
            #expect(subject.hashes.count == hashed)
            #expect(try await subject.authenticate("anna", "wrong") == .deny)
            #expect(subject.hashes.count == hashed + 1)
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            #expect(subject.hashes.count == hashed + 1)
        }
    }

    @Test("Without fingerprints every password is hashed")
    func withoutFingerprints() async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            CountedQueries.configure(&configuration)
            configuration.remembersVerifiedPasswords = false
        }
        try await withAuthenticator(sql: CountedQueries.sql, configure: configure) { subject async throws in
            try await subject.waitUntilCaching()
            for _ in 0..<3 { #expect(try await subject.authenticate("anna", "secret") == .allow) }
            #expect(subject.hashes.count == 3)
        }
    }

    @Test("A cache that is switched off asks every time", arguments: [(0, Duration.seconds(60)), (100, .zero)])
    func off(_ entries: Int, _ timeToLive: Duration) async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            CountedQueries.configure(&configuration)
            configuration.cache.entries = entries
            configuration.cache.timeToLive = timeToLive
        }
        try await withAuthenticator(sql: CountedQueries.sql, configure: configure) { subject async throws in
            for _ in 0..<5 { #expect(try await subject.authorize("anna", .publish, "t") == .allow) }
            #expect(try await subject.database.askedCount() == 5)
        }
    }

    @Test("A user who isn't in the table is asked for once too, until there is one; made-up names don't push out real ones")
    func unknownUsers() async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            CountedQueries.configure(&configuration)
            configuration.queries.authentication = CountedQueries.authenticationOfAnybody
            configuration.cache.entries = 1
        }
        try await withAuthenticator(sql: CountedQueries.sql, configure: configure) { subject async throws in
            try await subject.waitUntilCaching()
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            let asked = try await subject.database.askedCount()
            for _ in 0..<3 { #expect(try await subject.authenticate("bert", "guess") == .ignore) }
            #expect(try await subject.database.askedCount() == asked + 1)
            for number in 1...20 { #expect(try await subject.authenticate("nobody\(number)", "guess") == .ignore) }
            #expect(try await subject.database.askedCount() == asked + 21)
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            #expect(try await subject.database.askedCount() == asked + 21)
            try await subject.database.psql(Rows.user("nobody20", password: "secret"))
            try await eventually { try await subject.authenticate("nobody20", "secret") == .allow }
        }
    }

    @Test("The same question from many at once is one query")
    func singleFlight() async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            CountedQueries.configure(&configuration)
            configuration.cache.entries = 0
            configuration.queries.authorization = """
                SELECT permission, action, topic, nextval('asked'), pg_sleep(0.3) FROM mqtt_acl WHERE username = ${username}
                """
        }
        try await withAuthenticator(sql: CountedQueries.sql, configure: configure) { subject async throws in
            try await withThrowingTaskGroup { tasks in
                for _ in 0..<50 { tasks.addTask { try await subject.authorize("anna", .publish, "t") } }
                for try await decision in tasks { #expect(decision == .allow) }
            }
            #expect(try await subject.database.askedCount() == 1)
        }
    }
}
