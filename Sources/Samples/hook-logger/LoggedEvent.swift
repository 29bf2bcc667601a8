import HookProviderKit

/// What of an event is logged.
protocol LoggedEvent: Sendable {
    /// The client identifier.
    var loggedClient: String { get }
    /// The rest. Never a password.
    var loggedFields: [Field] { get }
}

extension ClientInfo {
    /// Who it is, for events that are about the client itself.
    var loggedFields: [Field] {
        [
            Field("username", username),
            Field("peer", peerPort == 0 ? peerHost : "\(peerHost):\(peerPort)"),
            Field("protocol", protocolName),
            Field("mountpoint", mountpoint),
            Field("commonName", commonName),
        ]
    }
}

extension [Property] {
    /// In order, repeats kept.
    var logged: Field.Value { .list(map { [Field($0.name, $0.value)] }) }
}
