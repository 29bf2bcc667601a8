import ExtensionProtocol

extension AuthorizationRule {
    /// Reads a row by the columns' names: permission, action and topic; qos, retain, ipaddr and the like where there are such columns.
    init(emqx5 row: TextRow) throws(RowProblemReason) {
        let permission = try row.required("permission")
        guard let permission = AuthorizationPermission(rawValue: permission) else {
            throw .invalid(column: "permission", value: permission)
        }
        let action = try Self.action(row)
        let topic = try Self.topic(row)
        self.init(permission: permission, action: action, topic: topic)
        addresses = try Self.addresses(row)
        if try Self.restrictsQoS(row["qos"]) { unjudgedColumns.append("qos") }
        if try Self.restrictsRetain(row["retain"]), action != .subscribe { unjudgedColumns.append("retain") }
        unjudgedColumns += ["username_re", "clientid_re", "zone", "zone_re", "listener", "listener_re"].filter { row[$0] != nil }
        if !topic.unavailableNames.isEmpty { unjudgedColumns.append("topic") }
    }

    private static func action(_ row: TextRow) throws(RowProblemReason) -> RuleAction {
        let text = try row.required("action")
        switch text {
        case "publish", "pub": return .publish
        case "subscribe", "sub": return .subscribe
        case "all": return .all
        default: throw .invalid(column: "action", value: text)
        }
    }

    private static func topic(_ row: TextRow) throws(RowProblemReason) -> TopicPattern {
        let text = try row.required("topic")
        guard let topic = TopicPattern(text, convention: .v5) else { throw .invalid(column: "topic", value: text) }
        return topic
    }

    /// EMQX 6.x refuses a row whose ipaddr is NULL or empty.
    private static func addresses(_ row: TextRow) throws(RowProblemReason) -> AddressRange? {
        guard row.hasColumn("ipaddr") else { return nil }
        let text = try row.required("ipaddr")
        guard let range = AddressRange(text) else { throw .invalid(column: "ipaddr", value: text) }
        return range
    }

    /// A number, a list of numbers as text or an array; NULL and all three numbers are no restriction.
    private static func restrictsQoS(_ cell: String?) throws(RowProblemReason) -> Bool {
        guard let cell else { return false }
        let list = cell.hasPrefix("{") && cell.hasSuffix("}") ? cell.dropFirst().dropLast() : cell[...]
        let levels = Set(list.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmingSpaces()) })
        let all: Set = ["0", "1", "2"]
        guard levels.isSubset(of: all) else { throw .invalid(column: "qos", value: cell) }
        return levels != all
    }

    private static func restrictsRetain(_ cell: String?) throws(RowProblemReason) -> Bool {
        switch cell {
        case nil, "all": return false
        case "0", "1", "true", "false", "t", "f": return true
        case .some(let cell): throw .invalid(column: "retain", value: cell)
        }
    }
}

extension TextRow {
    fileprivate func required(_ name: String) throws(RowProblemReason) -> String {
        guard hasColumn(name) else { throw .missingColumn(name) }
        guard let text = self[name] else { throw .null(column: name) }
        return text
    }
}
