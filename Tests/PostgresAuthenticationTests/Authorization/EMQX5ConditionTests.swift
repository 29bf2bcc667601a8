import ExtensionProtocol
import Testing

@testable import PostgresAuthentication

@Suite("Rows of EMQX 5.x with conditions, or with mistakes")
struct EMQX5ConditionTests {
    private let client = ClientInfo("username", "clientid")
    private static let columns = ["permission", "action", "topic", "qos", "retain"]

    private func rules(_ rows: [[String?]]) -> AuthorizationRules { .v5(rows, columns: Self.columns) }

    @Test(
        arguments: [
            (nil, nil), ("0,1,2", "all"), ("{0,1,2}", nil), ("2, 1, 0", nil), (nil, "all"),
        ] as [(String?, String?)]
    )
    func noCondition(_ qos: String?, _ retain: String?) {
        let rules = rules([["allow", "publish", "t", qos, retain]])
        #expect(rules.problems.isEmpty)
        #expect(rules.verdict(.publish, topic: "t", client: client) == .allow)
    }

    @Test(
        arguments: [
            ("1", "true"), ("2", "false"), ("0", nil), ("1,2", nil), ("{1,2}", nil), (nil, "0"), (nil, "1"), (nil, "t"), (nil, "f"),
        ] as [(String?, String?)]
    )
    func conditionsThatExHookDoesNotTell(_ qos: String?, _ retain: String?) {
        let allowing = rules([["allow", "publish", "t", qos, retain]])
        #expect(!allowing.problems.isEmpty)
        #expect(allowing.problems.allSatisfy { !$0.reason.isInvalid })
        #expect(allowing.verdict(.publish, topic: "t", client: client) == .noMatch)
        #expect(rules([["deny", "publish", "t", qos, retain]]).verdict(.publish, topic: "t", client: client) == .deny)
    }

    @Test
    func subscriptionsHaveNoRetainFlag() {
        let rules = rules([["allow", "all", "t", nil, "true"], ["allow", "subscribe", "s", nil, "true"]])
        #expect(rules.problems == [RowProblem(row: 1, reason: .notJudged(column: "retain"))])
        #expect(rules.verdict(.subscribe, topic: "t", client: client) == .allow)
        #expect(rules.verdict(.subscribe, topic: "s", client: client) == .allow)
        #expect(rules.verdict(.publish, topic: "t", client: client) == .noMatch)
    }

    @Test(arguments: ["username_re", "clientid_re", "zone", "zone_re", "listener", "listener_re"])
    func newerConditions(_ column: String) {
        let columns = ["permission", "action", "topic", column]
        let allowing = AuthorizationRules.v5([["allow", "all", "t", "x"]], columns: columns)
        #expect(allowing.problems == [RowProblem(row: 1, reason: .notJudged(column: column))])
        #expect(allowing.verdict(.publish, topic: "t", client: client) == .noMatch)
        #expect(
            AuthorizationRules.v5([["deny", "all", "t", "x"]], columns: columns).verdict(.publish, topic: "t", client: client) == .deny
        )
        #expect(
            AuthorizationRules.v5([["allow", "all", "t", nil]], columns: columns).verdict(.publish, topic: "t", client: client) == .allow
        )
    }

    @Test(arguments: ["t/${zone}", "t/x${client_attrs.tenant}y"])
    func placeholdersThatExHookDoesNotTell(_ topic: String) {
        let allowing = AuthorizationRules.v5([["allow", "all", topic]])
        #expect(allowing.problems == [RowProblem(row: 1, reason: .notJudged(column: "topic"))])
        #expect(allowing.verdict(.publish, topic: "t/a", client: client) == .noMatch)
        let denying = AuthorizationRules.v5([["deny", "all", topic]])
        #expect(denying.verdict(.publish, topic: "t/a", client: client) == .deny)
        #expect(denying.verdict(.publish, topic: "t/a/b", client: client) == .noMatch)
    }

    @Test(
        arguments: [
            (["permit", "all", "t", nil, nil], .invalid(column: "permission", value: "permit")),
            (["ALLOW", "all", "t", nil, nil], .invalid(column: "permission", value: "ALLOW")),
            ([nil, "all", "t", nil, nil], .null(column: "permission")),
            (["deny", "both", "t", nil, nil], .invalid(column: "action", value: "both")),
            (["deny", "all", nil, nil, nil], .null(column: "topic")),
            (["deny", "all", "a/#/b", nil, nil], .invalid(column: "topic", value: "a/#/b")),
            (["deny", "all", "", nil, nil], .invalid(column: "topic", value: "")),
            (["deny", "all", "t", "3", nil], .invalid(column: "qos", value: "3")),
            (["deny", "all", "t", "", nil], .invalid(column: "qos", value: "")),
            (["deny", "all", "t", "{}", nil], .invalid(column: "qos", value: "{}")),
            (["deny", "all", "t", "{1,NULL}", nil], .invalid(column: "qos", value: "{1,NULL}")),
            (["deny", "all", "t", nil, "2"], .invalid(column: "retain", value: "2")),
        ] as [([String?], RowProblemReason)]
    )
    func invalidRowsAreSkipped(_ row: [String?], _ reason: RowProblemReason) {
        let rules = rules([row, ["allow", "all", "t", nil, nil]])
        #expect(rules.problems == [RowProblem(row: 1, reason: reason)])
        #expect(rules.verdict(.publish, topic: "t", client: client) == .allow)
    }

    @Test(arguments: [("", .invalid(column: "ipaddr", value: "")), (nil, .null(column: "ipaddr"))] as [(String?, RowProblemReason)])
    func emptyAddress(_ address: String?, _ reason: RowProblemReason) {
        let rules = AuthorizationRules.v5([["allow", "all", "t", address]], columns: ["permission", "action", "topic", "ipaddr"])
        #expect(rules.problems == [RowProblem(row: 1, reason: reason)])
    }

    @Test
    func missingColumn() {
        let rules = AuthorizationRules.v5([["allow", "t"]], columns: ["permission", "topic"])
        #expect(rules.problems.map(\.description) == ["row 1: the query gives no column action"])
    }
}
