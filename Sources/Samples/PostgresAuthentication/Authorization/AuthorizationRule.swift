internal import ExtensionProtocol

/// What a rule says of the operations that it is about.
package enum AuthorizationPermission: String, Sendable, Hashable {
    case allow
    case deny
}

/// The operations that a rule is about.
enum RuleAction: Sendable, Hashable {
    case publish
    case subscribe
    case all
}

/// A row of the table of rules, read.
struct AuthorizationRule: Sendable, Hashable {
    let permission: AuthorizationPermission
    let action: RuleAction
    let topic: TopicPattern
    /// What the client has to be; nil isn't looked at.
    var username: String?
    var clientID: String?
    var addresses: AddressRange?
    /// The columns with conditions on what ExHook doesn't tell.
    var unjudgedColumns: [String] = []
}

extension AuthorizationRule {
    /// Whether the rule decides an operation. Where that can't be judged, an allowing rule doesn't and a denying one does.
    func applies(to action: AuthorizationAction, _ topic: String, _ client: ClientInfo) -> Bool {
        isAbout(action) && isAbout(client) && self.topic.matches(topic, client: client, permission: permission)
            && (permission == .deny || !isUnjudged(action))
    }

    private func isAbout(_ action: AuthorizationAction) -> Bool {
        switch action {
        case .publish: self.action != .subscribe
        case .subscribe: self.action != .publish
        case .unrecognized: false
        }
    }

    private func isAbout(_ client: ClientInfo) -> Bool {
        guard username.isNilOrSameBytes(as: client.username), clientID.isNilOrSameBytes(as: client.clientID) else { return false }
        guard let addresses else { return true }
        guard let address = IPAddress(client.peerHost) else { return permission == .deny }
        return addresses.contains(address)
    }

    /// Subscriptions have no retain flag to look at.
    private func isUnjudged(_ action: AuthorizationAction) -> Bool {
        unjudgedColumns.contains { $0 != "retain" || action == .publish }
    }
}

extension String? {
    /// Compares bytes: to Swift's `==`, different spellings of a name are the same.
    fileprivate func isNilOrSameBytes(as name: String) -> Bool {
        map { $0.utf8.elementsEqual(name.utf8) } ?? true
    }
}
