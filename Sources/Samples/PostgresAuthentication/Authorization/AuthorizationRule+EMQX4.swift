import ExtensionProtocol

extension AuthorizationRule {
    /// Reads a row by the columns' places: allow, ipaddr, username, clientid, access, topic.
    init(emqx4 row: TextRow) throws(RowProblemReason) {
        guard row.cells.count >= 6 else { throw .tooFewColumns(row.cells.count) }
        let permission = try Self.permission(row.cells[0])
        let action = try Self.action(row.cells[4])
        self.init(permission: permission, action: action, topic: try Self.topic(row.cells[5]))
        guard row.cells[1...3].contains(where: { $0 != nil }) else { throw .nobody }
        guard row.cells[2] != "$all" else { return }
        addresses = try Self.addresses(row.cells[1])
        username = row.cells[2].nonEmpty
        clientID = row.cells[3].nonEmpty
    }

    private static func permission(_ cell: String?) throws(RowProblemReason) -> AuthorizationPermission {
        switch cell {
        case "1": return .allow
        case "0": return .deny
        case .some(let cell): throw .invalid(column: "allow", value: cell)
        case nil: throw .null(column: "allow")
        }
    }

    private static func action(_ cell: String?) throws(RowProblemReason) -> RuleAction {
        switch cell {
        case "1": return .subscribe
        case "2": return .publish
        case "3": return .all
        case .some(let cell): throw .invalid(column: "access", value: cell)
        case nil: throw .null(column: "access")
        }
    }

    private static func topic(_ cell: String?) throws(RowProblemReason) -> TopicPattern {
        guard let cell else { throw .null(column: "topic") }
        guard let topic = TopicPattern(cell, convention: .v4) else { throw .invalid(column: "topic", value: cell) }
        return topic
    }

    private static func addresses(_ cell: String?) throws(RowProblemReason) -> AddressRange? {
        guard let cell = cell.nonEmpty else { return nil }
        guard let range = AddressRange(cell) else { throw .invalid(column: "ipaddr", value: cell) }
        return range
    }
}

extension String? {
    fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
