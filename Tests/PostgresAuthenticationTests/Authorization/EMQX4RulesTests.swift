import ExtensionProtocol
import Testing

@testable import PostgresAuthentication

@Suite("Rules of EMQX 4.x")
struct EMQX4RulesTests {
    /// Rows and checks of 4.4's own suite.
    @Test(
        arguments: [
            (ClientInfo("u1", "c1"), .subscribe, "t1", .allow), (ClientInfo("u2", "c2"), .subscribe, "t1", .deny),
            (ClientInfo("u1", "c1", "10.10.0.110"), .subscribe, "t1", .allow),
            (ClientInfo("u1", "c1", "10.10.0.110"), .subscribe, "t2", .noMatch),
            (ClientInfo("u1", "c1", "10.10.10.110"), .subscribe, "t1", .noMatch), (ClientInfo("u3", "c3"), .subscribe, "t1", .allow),
            (ClientInfo("u3", "c3"), .publish, "t1", .allow), (ClientInfo("u1", "c1"), .publish, "t1", .noMatch),
            (ClientInfo("u1", "c2"), .subscribe, "t1", .noMatch), (ClientInfo("u2", "c1"), .subscribe, "t1", .noMatch),
        ] as [(ClientInfo, AuthorizationAction, String, AuthorizationVerdict)]
    )
    func suite(_ client: ClientInfo, _ action: AuthorizationAction, _ topic: String, _ verdict: AuthorizationVerdict) {
        let rules = AuthorizationRules.v4([
            ["1", "127.0.0.1", "u1", "c1", "1", "t1"], ["0", "127.0.0.1", "u2", "c2", "1", "t1"],
            ["1", "10.10.0.110", "u1", "c1", "1", "t1"], ["1", "127.0.0.1", "u3", "c3", "3", "t1"],
        ])
        #expect(rules.problems.isEmpty)
        #expect(rules.verdict(action, topic: topic, client: client) == verdict)
    }

    /// The sample rows of 4.4.
    private let samples = AuthorizationRules.v4([
        ["1", nil, "$all", nil, "2", "#"], ["0", nil, "$all", nil, "1", "$SYS/#"], ["0", nil, "$all", nil, "1", "eq #"],
        ["1", "127.0.0.1", nil, nil, "2", "$SYS/#"], ["1", "127.0.0.1", nil, nil, "2", "#"], ["1", nil, "dashboard", nil, "1", "$SYS/#"],
    ])

    @Test(
        arguments: [
            (ClientInfo("u", "c", "10.0.0.1"), .publish, "a/b", .allow), (ClientInfo("u", "c", "10.0.0.1"), .publish, "$SYS/a", .noMatch),
            (ClientInfo("u", "c"), .publish, "$SYS/a", .allow), (ClientInfo("u", "c"), .subscribe, "$SYS/#", .deny),
            (ClientInfo("u", "c"), .subscribe, "$SYS/+/a", .deny), (ClientInfo("dashboard", "c"), .subscribe, "$SYS/#", .allow),
            (ClientInfo("u", "c"), .subscribe, "#", .deny), (ClientInfo("u", "c"), .subscribe, "$share/g/#", .deny),
            (ClientInfo("u", "c"), .subscribe, "$queue/$SYS/#", .deny), (ClientInfo("u", "c"), .subscribe, "a/#", .noMatch),
        ] as [(ClientInfo, AuthorizationAction, String, AuthorizationVerdict)]
    )
    func sampleRows(_ client: ClientInfo, _ action: AuthorizationAction, _ topic: String, _ verdict: AuthorizationVerdict) {
        #expect(samples.verdict(action, topic: topic, client: client) == verdict)
    }

    @Test
    func lastRowFirst() {
        let rows: [[String?]] = [["1", nil, "u", nil, "3", "t"], ["0", nil, "u", nil, "3", "t"]]
        #expect(AuthorizationRules.v4(rows).verdict(.publish, topic: "t", client: ClientInfo("u", "c")) == .deny)
        #expect(AuthorizationRules.v4(rows.reversed()).verdict(.publish, topic: "t", client: ClientInfo("u", "c")) == .allow)
    }

    @Test
    func everybodyWhateverElseTheRowSays() {
        let rules = AuthorizationRules.v4([["1", "10.0.0.1", "$all", "other", "3", "t"]])
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c")) == .allow)
    }

    @Test
    func emptyColumnsAreNotLookedAt() {
        let rules = AuthorizationRules.v4([["1", "", "", "c", "3", "t"], ["1", nil, "", nil, "3", "s"]])
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c")) == .allow)
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "d")) == .noMatch)
        #expect(rules.verdict(.publish, topic: "s", client: ClientInfo("u", "d")) == .allow)
    }

    @Test
    func blocksOfAddresses() {
        let rules = AuthorizationRules.v4([["1", "10.0.0.0/8", nil, nil, "3", "t"]])
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c", "10.2.3.4")) == .allow)
        #expect(rules.verdict(.publish, topic: "t", client: ClientInfo("u", "c", "11.2.3.4")) == .noMatch)
    }

    @Test
    func placeholders() {
        let rules = AuthorizationRules.v4([["1", nil, "$all", nil, "3", "u/%u/#"], ["1", nil, "$all", nil, "3", "%c"]])
        let client = ClientInfo("ann", "c1")
        #expect(rules.verdict(.publish, topic: "u/ann/x", client: client) == .allow)
        #expect(rules.verdict(.publish, topic: "c1", client: client) == .allow)
        #expect(rules.verdict(.publish, topic: "u/bob/x", client: client) == .noMatch)
        #expect(rules.verdict(.publish, topic: "u//x", client: ClientInfo("", "c1")) == .noMatch)
        #expect(rules.verdict(.subscribe, topic: "u/+/x", client: ClientInfo("+", "c1")) == .noMatch)
        #expect(rules.verdict(.publish, topic: "u/a/b/x", client: ClientInfo("a/b", "c1")) == .noMatch)
    }

    @Test
    func placeholdersAreWholeLevels() {
        let rules = AuthorizationRules.v4([["1", nil, "$all", nil, "3", "u-%u"], ["1", nil, "$all", nil, "3", "eq %c"]])
        #expect(rules.verdict(.publish, topic: "u-ann", client: ClientInfo("ann", "c1")) == .noMatch)
        #expect(rules.verdict(.publish, topic: "u-%u", client: ClientInfo("ann", "c1")) == .allow)
        #expect(rules.verdict(.publish, topic: "%c", client: ClientInfo("ann", "c1")) == .allow)
        #expect(rules.verdict(.publish, topic: "c1", client: ClientInfo("ann", "c1")) == .noMatch)
    }

    @Test
    func usersWithADollarAreNotAsked() {
        #expect(samples.verdict(.publish, topic: "a", client: ClientInfo("$all", "c")) == .noMatch)
        #expect(samples.verdict(.subscribe, topic: "#", client: ClientInfo("$x", "c")) == .noMatch)
    }

    @Test(
        arguments: [
            (["2", nil, "u", nil, "1", "t"], .invalid(column: "allow", value: "2")),
            ([nil, nil, "u", nil, "1", "t"], .null(column: "allow")),
            (["1", nil, "u", nil, "4", "t"], .invalid(column: "access", value: "4")),
            (["1", nil, "u", nil, nil, "t"], .null(column: "access")),
            (["1", nil, "u", nil, "1", nil], .null(column: "topic")),
            (["1", nil, "u", nil, "1", "a/#/b"], .invalid(column: "topic", value: "a/#/b")),
            (["1", nil, nil, nil, "1", "t"], .nobody),
            (["1", "10.0.0.0/40", nil, nil, "1", "t"], .invalid(column: "ipaddr", value: "10.0.0.0/40")),
        ] as [([String?], RowProblemReason)]
    )
    func invalidRowsVoidTheSet(_ row: [String?], _ reason: RowProblemReason) {
        let rules = AuthorizationRules.v4([["1", nil, "$all", nil, "3", "#"], row])
        #expect(rules.problems == [RowProblem(row: 2, reason: reason)])
        #expect(rules.verdict(.publish, topic: "a", client: ClientInfo("u", "c")) == .noMatch)
    }

    @Test
    func tooFewColumns() {
        let rules = AuthorizationRules(rows: [TextRow(names: ["allow"], cells: ["1"])], convention: .v4)
        #expect(rules.problems == [RowProblem(row: 1, reason: .tooFewColumns(1))])
    }
}
