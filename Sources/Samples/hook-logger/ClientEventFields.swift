import HookProviderKit

extension ConnectionInfo {
    var loggedFields: [Field] {
        [
            Field("username", username),
            Field("peer", peerPort == 0 ? peerHost : "\(peerHost):\(peerPort)"),
            Field("protocol", "\(protocolName)/\(protocolVersion)"),
            Field("keepAlive", "\(keepAlive.components.seconds)s"),
        ]
    }
}

extension ClientConnect: LoggedEvent {
    var loggedClient: String { connection.clientID }
    var loggedFields: [Field] {
        connection.loggedFields + [Field("properties", properties.logged), Field("userProperties", userProperties.logged)]
    }
}

extension ClientConnack: LoggedEvent {
    var loggedClient: String { connection.clientID }
    var loggedFields: [Field] {
        [Field("result", resultCode), Field("properties", properties.logged), Field("userProperties", userProperties.logged)]
    }
}

extension ClientConnected: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { client.loggedFields }
}

extension ClientDisconnected: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("reason", reason)] }
}

extension ClientAuthenticate: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { client.loggedFields + [Field("priorResult", priorResult)] }
}

extension ClientAuthorize: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("action", "\(action)"), Field("topic", topic), Field("priorResult", priorResult)] }
}

extension ClientSubscribe: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] {
        [
            Field("subscriptions", .list(subscriptions.map { [$0.loggedFilter, Field("qos", $0.qos.rawValue)] })),
            Field("properties", properties.logged),
            Field("userProperties", userProperties.logged),
        ]
    }
}

extension ClientUnsubscribe: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] {
        [
            Field("subscriptions", .list(subscriptions.map { [$0.loggedFilter] })),
            Field("properties", properties.logged),
            Field("userProperties", userProperties.logged),
        ]
    }
}

extension Subscription {
    fileprivate var loggedFilter: Field { Field("topicFilter", topicFilter.rawValue) }
}
