import HookProviderKit
import PostgresAuthentication
import PostgresAuthenticator
import RecordedLogging
import Testing

@Suite("Hashes are computed, for those who exist and those who don't", .timeLimit(.minutes(1)))
struct HashingTests {
    @Test("Every attempt costs one hash: known, unknown, with a row that can't be used")
    func decoys() async throws {
        let sql = Rows.user("anna", password: "secret") + "INSERT INTO mqtt_user (username, password_hash, salt) VALUES ('odd', '', '')"
        try await withAuthenticator(sql: sql, configure: { $0.remembersVerifiedPasswords = false }) { subject async throws in
            for (number, name) in ["anna", "nobody", "anna", "nobody2"].enumerated() {
                _ = try await subject.authenticate(name, "guess")
                #expect(subject.hashes.count == number + 1, "\(name)")
            }
            // Refused before the digest is computed, and then once more with a decoy.
            #expect(try await subject.authenticate("odd", "guess") == .deny)
            #expect(subject.hashes.count == 6)
            #expect(subject.hashes.last?.hash.count == 64)
        }
    }

    @Test("Unknown users cost the bcrypt of known ones")
    func bcryptDecoy() async throws {
        let sql = Rows.user("anna", stored: .bcrypt(.hash, newCost: 5), password: "secret")
        try await withAuthenticator(sql: sql, configure: { $0.algorithm = .bcrypt(.hash, newCost: 4) }) { subject async throws in
            _ = try await subject.authenticate("nobody", "guess")
            #expect(subject.hashes.last?.hash.hasPrefix("$2b$04$") ?? false)
            #expect(try await subject.authenticate("anna", "secret") == .allow)
            _ = try await subject.authenticate("nobody", "guess")
            #expect(subject.hashes.last?.hash.hasPrefix("$2b$05$") ?? false)
            #expect(subject.hashes.count == 3)
        }
    }

    @Test("More than may wait are refused, said once, and those who wait get their answer")
    func queueFull() async throws {
        let sql = Rows.user("anna", stored: .bcrypt(.hash, newCost: 8), password: "secret")
        let configure = { (configuration: inout AuthenticatorConfiguration) in
            configuration.algorithm = .bcrypt(.hash, newCost: 8)
            configuration.remembersVerifiedPasswords = false
            configuration.hashingQueueLimit = 2
        }
        try await withAuthenticator(sql: sql, configure: configure) { subject async throws in
            let decisions = try await withThrowingTaskGroup { tasks in
                for _ in 0..<20 { tasks.addTask { try await subject.authenticate("anna", "secret") } }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            let allowed = decisions.count { $0 == .allow }
            #expect((2..<20).contains(allowed))
            #expect(decisions.count { $0 == .deny } == 20 - allowed)
            #expect(subject.hashes.count == allowed)
            #expect(subject.log.lines(containing: "Passwords come faster than they can be checked").count == 1)
        }
    }
}
