import HookProviderKit
import PostgresAuthenticator
import RecordedLogging
import Testing

@Suite("Failures of an address are limited", .timeLimit(.minutes(1)))
struct FailureLimitTests {
    private func withLimit(_ limit: Int, unknownUser: UnknownUserPolicy = .ignore, _ body: (Subject) async throws -> Void) async throws {
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.failures.failures = limit
            configuration.policies.unknownUser = unknownUser
        }
        try await withAuthenticator(sql: Rows.user("anna", password: "secret"), configure: configure, body)
    }

    @Test("Past the limit an address is refused without a hash, others aren't, and the log says so once")
    func limited() async throws {
        try await withLimit(3) { subject async throws in
            for _ in 0..<3 { #expect(try await subject.authenticate("anna", "guess", address: "192.0.2.1") == .deny) }
            let hashed = subject.hashes.count
            for _ in 0..<5 { #expect(try await subject.authenticate("anna", "secret", address: "192.0.2.1") == .deny) }
            #expect(subject.hashes.count == hashed)
            #expect(subject.log.lines(containing: "An address has failed too often").count == 1)
            #expect(try await subject.authenticate("anna", "secret", address: "192.0.2.2") == .allow)
        }
    }

    @Test("An IPv6 subscriber has one limit for all of its addresses")
    func networks() async throws {
        try await withLimit(2) { subject async throws in
            for address in ["2001:db8::1", "2001:db8::2"] { _ = try await subject.authenticate("anna", "guess", address: address) }
            #expect(try await subject.authenticate("anna", "secret", address: "2001:db8::3") == .deny)
            #expect(try await subject.authenticate("anna", "secret", address: "2001:db8:0:1::3") == .allow)
        }
    }

    @Test("Guesses at once don't get past the limit while the first ones are under way")
    func atOnce() async throws {
        try await withLimit(3) { subject async throws in
            try await withThrowingTaskGroup { tasks in
                for number in 0..<100 { tasks.addTask { try await subject.authenticate("anna", "guess\(number)") } }
                for try await decision in tasks { #expect(decision == .deny) }
            }
            #expect(subject.hashes.count < 10)
        }
    }

    @Test("Users who aren't in the table count only where they are denied: another authenticator may know them")
    func unknownUsers() async throws {
        try await withLimit(2) { subject async throws in
            for _ in 0..<5 { #expect(try await subject.authenticate("nobody", "guess") == .ignore) }
            #expect(try await subject.authenticate("anna", "secret") == .allow)
        }
        try await withLimit(2, unknownUser: .deny) { subject async throws in
            for _ in 0..<2 { #expect(try await subject.authenticate("nobody", "guess") == .deny) }
            #expect(try await subject.authenticate("anna", "secret") == .deny)
        }
    }
}
