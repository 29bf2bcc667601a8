/// A client is to be authenticated.
public struct ClientAuthenticate: Sendable, Hashable {
    /// The client, with the password it gave.
    public var client = ClientInfo()
    /// Whether an authenticator before this one has accepted the client (`result` on the wire).
    public var priorResult = false

    package init() {}

    /// Creates the request.
    public init(client: ClientInfo, priorResult: Bool = false) {
        self.client = client
        self.priorResult = priorResult
    }
}

/// A client's publish or subscribe is to be authorized.
public struct ClientAuthorize: Sendable, Hashable {
    /// The client.
    public var client = ClientInfo()
    /// What the client wants to do.
    public var action = AuthorizationAction.publish
    /// The topic or topic filter, without `$share/<group>/`, and without the mountpoint unless the broker is told to include it.
    public var topic = ""
    /// Whether an authorizer before this one, or the broker's default, allows it (`result` on the wire).
    public var priorResult = false

    package init() {}

    /// Creates the request.
    public init(client: ClientInfo, action: AuthorizationAction, topic: String, priorResult: Bool = false) {
        self.client = client
        self.action = action
        self.topic = topic
        self.priorResult = priorResult
    }
}
