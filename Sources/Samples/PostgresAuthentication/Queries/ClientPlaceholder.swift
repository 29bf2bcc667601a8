package import ExtensionProtocol

/// A property of a client that stands in a query or in a rule's topic.
package enum ClientPlaceholder: Sendable, Hashable {
    case username
    case clientID
    case password
    case peerHost
    case peerPort
    case commonName
    case subject
    /// Known to EMQX, but not told over ExHook: always empty.
    case unavailable(String)
}

/// Where placeholders stand; each place knows its own.
package enum PlaceholderScope: Sendable, Hashable {
    case authenticationQuery
    case authorizationQuery
    case topic
}

extension ClientPlaceholder {
    /// The placeholder that EMQX 5.x knows by this name in a place.
    init?(name: String, in scope: PlaceholderScope) {
        switch (name, scope) {
        case ("username", _): self = .username
        case ("clientid", _): self = .clientID
        case ("cert_common_name", _): self = .commonName
        case ("password", .authenticationQuery): self = .password
        case ("peerhost", .authenticationQuery), ("peerhost", .authorizationQuery): self = .peerHost
        case ("peerport", .authenticationQuery), ("peerport", .authorizationQuery): self = .peerPort
        case ("cert_subject", .authenticationQuery), ("cert_subject", .authorizationQuery): self = .subject
        case ("zone", _), ("cert_pem", .authenticationQuery): self = .unavailable(name)
        case ("listener", .authenticationQuery), ("listener", .authorizationQuery): self = .unavailable(name)
        case (_, _) where name.hasPrefix("client_attrs."): self = .unavailable(name)
        default: return nil
        }
    }

    /// The placeholder behind the letter of EMQX 4.x's `'%u'`.
    init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "u"): self = .username
        case UInt8(ascii: "c"): self = .clientID
        case UInt8(ascii: "a"): self = .peerHost
        case UInt8(ascii: "C"): self = .commonName
        case UInt8(ascii: "d"): self = .subject
        default: return nil
        }
    }

    /// The client's value, empty if it has none.
    package func value(of client: ClientInfo) -> String {
        switch self {
        case .username: client.username
        case .clientID: client.clientID
        case .password: client.password
        case .peerHost: client.peerHost
        case .peerPort: client.peerPort == 0 ? "" : String(client.peerPort)
        case .commonName: client.commonName
        case .subject: client.distinguishedName
        case .unavailable: ""
        }
    }
}
