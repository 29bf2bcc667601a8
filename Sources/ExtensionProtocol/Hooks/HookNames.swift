extension Hook {
    /// The name by which a provider asks for the hook, such as `client.authorize`, which is `client.check_acl` on v1.
    ///
    /// One name that the broker's version doesn't know fails the whole load of the provider.
    public func name(in version: ExHookVersion) -> String {
        switch self {
        case .clientConnect: "client.connect"
        case .clientConnack: "client.connack"
        case .clientConnected: "client.connected"
        case .clientDisconnected: "client.disconnected"
        case .clientAuthenticate: "client.authenticate"
        case .clientAuthorize: version == .v1 ? "client.check_acl" : "client.authorize"
        case .clientSubscribe: "client.subscribe"
        case .clientUnsubscribe: "client.unsubscribe"
        case .sessionCreated: "session.created"
        case .sessionSubscribed: "session.subscribed"
        case .sessionUnsubscribed: "session.unsubscribed"
        case .sessionResumed: "session.resumed"
        case .sessionDiscarded: "session.discarded"
        case .sessionTakenOver: version == .v1 ? "session.takeovered" : "session.takenover"
        case .sessionTerminated: "session.terminated"
        case .messagePublish: "message.publish"
        case .messageDelivered: "message.delivered"
        case .messageDropped: "message.dropped"
        case .messageAcked: "message.acked"
        }
    }

    /// Finds the hook that has this name in a version; nil where there is none.
    public init?(name: String, version: ExHookVersion) {
        guard let hook = Hook.allCases.first(where: { $0.name(in: version) == name }) else { return nil }
        self = hook
    }
}

extension Hook {
    /// The name of the rpc, such as `OnClientAuthorize`, which is `OnClientCheckAcl` on v1.
    package func methodName(in version: ExHookVersion) -> String {
        switch self {
        case .clientConnect: "OnClientConnect"
        case .clientConnack: "OnClientConnack"
        case .clientConnected: "OnClientConnected"
        case .clientDisconnected: "OnClientDisconnected"
        case .clientAuthenticate: "OnClientAuthenticate"
        case .clientAuthorize: version == .v1 ? "OnClientCheckAcl" : "OnClientAuthorize"
        case .clientSubscribe: "OnClientSubscribe"
        case .clientUnsubscribe: "OnClientUnsubscribe"
        case .sessionCreated: "OnSessionCreated"
        case .sessionSubscribed: "OnSessionSubscribed"
        case .sessionUnsubscribed: "OnSessionUnsubscribed"
        case .sessionResumed: "OnSessionResumed"
        case .sessionDiscarded: "OnSessionDiscarded"
        case .sessionTakenOver: version == .v1 ? "OnSessionTakeovered" : "OnSessionTakenover"
        case .sessionTerminated: "OnSessionTerminated"
        case .messagePublish: "OnMessagePublish"
        case .messageDelivered: "OnMessageDelivered"
        case .messageDropped: "OnMessageDropped"
        case .messageAcked: "OnMessageAcked"
        }
    }
}
