package import ExtensionProtocol

/// What a client's rules say about an operation.
package enum AuthorizationVerdict: Sendable, Hashable {
    case allow
    case deny
    /// No rule is about it: the configuration says what then.
    case noMatch
}

/// The rules that the authorization query gives for a client, judged by the convention of EMQX 4.x or 5.x.
package struct AuthorizationRules: Sendable, Hashable {
    /// In the order of the query's rows.
    private let rules: [AuthorizationRule]
    private let convention: TableConvention
    /// What was found in the rows. An invalid one is skipped in 5.x (as EMQX 5.8 does); in 4.x it leaves the client without any rule.
    package let problems: [RowProblem]

    package init(rows: [TextRow], convention: TableConvention) {
        var rules: [AuthorizationRule] = []
        var problems: [RowProblem] = []
        for (index, row) in rows.enumerated() {
            do throws(RowProblemReason) {
                let rule = try convention == .v4 ? AuthorizationRule(emqx4: row) : AuthorizationRule(emqx5: row)
                rules.append(rule)
                problems += rule.unjudgedColumns.map { RowProblem(row: index + 1, reason: .notJudged(column: $0)) }
            } catch {
                problems.append(RowProblem(row: index + 1, reason: error))
            }
        }
        let isVoid = convention == .v4 && problems.contains(where: \.reason.isInvalid)
        self.rules = isVoid ? [] : rules
        self.convention = convention
        self.problems = problems
    }

    /// The first rule that applies decides: in 5.x from the first row on, in 4.x from the last one back.
    ///
    /// ExHook tells neither QoS nor retain flag: a rule that asks for some of them allows nothing, and denies whatever they are. Shared
    /// subscriptions are judged without their group. An action that this package doesn't know is denied.
    package func verdict(_ action: AuthorizationAction, topic: String, client: ClientInfo) -> AuthorizationVerdict {
        if case .unrecognized = action { return .deny }
        // EMQX 4.x never asks its table about such users.
        if convention == .v4, client.username.utf8.first == UInt8(ascii: "$") { return .noMatch }
        let topic = action == .subscribe ? TopicFilter(topic).withoutShareGroup.rawValue : topic
        let applies = { (rule: AuthorizationRule) in rule.applies(to: action, topic, client) }
        let rule = convention == .v4 ? rules.last(where: applies) : rules.first(where: applies)
        return switch rule?.permission {
        case .allow: .allow
        case .deny: .deny
        case nil: .noMatch
        }
    }
}
