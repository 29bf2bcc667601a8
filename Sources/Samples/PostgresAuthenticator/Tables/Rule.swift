package import PostgresAuthentication

/// A row of `mqtt_acl`, for those who administer them. What is nil isn't looked at; 5.x looks at the username only.
package struct Rule: Sendable, Hashable {
    package enum Action: String, Sendable, CaseIterable {
        case publish, subscribe, all
    }

    package var username: String?
    package var clientID: String?
    package var address: String?
    package let permission: AuthorizationPermission
    package let action: Action
    package let topic: String

    package init(_ permission: AuthorizationPermission, _ action: Action, _ topic: String, username: String? = nil) {
        self.permission = permission
        self.action = action
        self.topic = topic
        self.username = username
    }

    /// As the authorization query gives it.
    func row(_ convention: TableConvention) -> TextRow {
        switch convention {
        case .v4:
            let names = ["allow", "ipaddr", "username", "clientid", "access", "topic"]
            return TextRow(names: names, cells: [permission.number, address, username, clientID, action.number, topic])
        case .v5:
            return TextRow(
                names: ["username", "permission", "action", "topic"],
                cells: [username, permission.rawValue, action.rawValue, topic]
            )
        }
    }

    /// Throws `TableError.invalidRule` unless a convention reads it as it is meant.
    func check(_ convention: TableConvention) throws(TableError) {
        if convention == .v5, clientID != nil || address != nil || username == nil {
            throw .invalidRule("EMQX 5's table has rules by username, and nothing else")
        }
        if let problem = AuthorizationRules(rows: [row(convention)], convention: convention).problems.first {
            throw .invalidRule("\(problem.reason)")
        }
    }
}

extension AuthorizationPermission {
    fileprivate var number: String { self == .allow ? "1" : "0" }
}

extension Rule.Action {
    fileprivate var number: String {
        switch self {
        case .subscribe: "1"
        case .publish: "2"
        case .all: "3"
        }
    }
}
