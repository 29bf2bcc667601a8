import PostgresAuthentication
import PostgresAuthenticator
import Testing

@Suite("The table of users", .timeLimit(.minutes(1)))
struct UserTableTests {
    @Test("Users are added once, listed, given other passwords, removed", arguments: [TableConvention.v4, .v5])
    func lifecycle(_ convention: TableConvention) async throws {
        try await withDatabase { database async throws in
            try await migrate(database, convention)
            try await withPool(database) { pool async throws in
                let users = UserTable(convention, pool)
                let hash = try PasswordAlgorithm.standard.makeHash(Array("secret".utf8))
                try await users.add("anna", hash, isSuperuser: false)
                try await users.add("Robert'); DROP TABLE mqtt_user; --", hash, isSuperuser: true)
                await #expect(throws: TableError.duplicateUser("anna")) { try await users.add("anna", hash, isSuperuser: true) }
                let listed = try await users.list()
                #expect(listed.map(\.name) == ["Robert'); DROP TABLE mqtt_user; --", "anna"])
                #expect(listed.map(\.isSuperuser) == [true, false])
                try await users.setPassword(of: "anna", hash)
                try await users.remove("anna")
                await #expect(throws: TableError.unknownUser("anna")) { try await users.remove("anna") }
                await #expect(throws: TableError.unknownUser("anna")) { try await users.setPassword(of: "anna", hash) }
            }
        }
    }
}
