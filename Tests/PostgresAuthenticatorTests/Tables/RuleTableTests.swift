import PostgresAuthentication
import PostgresAuthenticator
import Testing

@Suite("The table of rules", .timeLimit(.minutes(1)))
struct RuleTableTests {
    @Test("Rules are added once, listed in their order, removed", arguments: [TableConvention.v4, .v5])
    func lifecycle(_ convention: TableConvention) async throws {
        try await withDatabase { database async throws in
            try await migrate(database, convention)
            try await withPool(database) { pool async throws in
                let rules = RuleTable(convention, pool)
                let rule = Rule(.allow, .publish, "t/#", username: "anna")
                let first = try await rules.add(rule)
                let second = try await rules.add(Rule(.deny, .all, "#", username: "anna"))
                _ = try await rules.add(Rule(.deny, .all, "#", username: "bert"))
                await #expect(throws: TableError.duplicateRule) { try await rules.add(rule) }
                let listed = try await rules.list(username: "anna").map { $0["id"] }
                #expect(listed == (convention == .v4 ? [second, first] : [first, second]).map { "\($0)" })
                #expect(try await rules.list(username: nil).count == 3)
                try await rules.remove(first)
                await #expect(throws: TableError.unknownRule(first)) { try await rules.remove(first) }
            }
        }
    }

    @Test("What EMQX wouldn't read as a rule isn't added")
    func invalid() async throws {
        try await withDatabase { database async throws in
            try await migrate(database, .v5)
            try await withPool(database) { pool async throws in
                let rules = RuleTable(.v5, pool)
                var ofClient = Rule(.allow, .all, "t")
                ofClient.clientID = "c"
                for rule in [Rule(.allow, .all, "t/#/x", username: "anna"), Rule(.allow, .all, "t"), ofClient] {
                    await #expect(throws: TableError.self) { try await rules.add(rule) }
                }
                await #expect(throws: TableError.self) { try await RuleTable(.v4, pool).add(Rule(.allow, .all, "t")) }
            }
        }
    }
}
