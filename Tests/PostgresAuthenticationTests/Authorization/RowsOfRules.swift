import ExtensionProtocol

@testable import PostgresAuthentication

extension AuthorizationRules {
    /// Rules of EMQX 4.x: allow, ipaddr, username, clientid, access, topic.
    static func v4(_ rows: [[String?]]) -> AuthorizationRules {
        let names = ["allow", "ipaddr", "username", "clientid", "access", "topic"]
        return AuthorizationRules(rows: rows.map { TextRow(names: names, cells: $0) }, convention: .v4)
    }

    /// Rules of EMQX 5.x: permission, action and topic, or other columns.
    static func v5(_ rows: [[String?]], columns: [String] = ["permission", "action", "topic"]) -> AuthorizationRules {
        AuthorizationRules(rows: rows.map { TextRow(names: columns, cells: $0) }, convention: .v5)
    }
}

extension ClientInfo {
    init(_ username: String, _ clientID: String, _ peerHost: String = "127.0.0.1") {
        self.init(clientID: clientID, username: username, peerHost: peerHost)
    }
}
