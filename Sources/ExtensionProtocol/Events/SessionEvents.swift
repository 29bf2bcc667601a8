/// A session was created.
public struct SessionCreated: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo) {
        self.client = client
    }
}

/// A client came back to its session.
public struct SessionResumed: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo) {
        self.client = client
    }
}

/// A session was thrown away because a client with the same identifier started a new one.
public struct SessionDiscarded: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo) {
        self.client = client
    }
}

/// A session moved to a new connection of the same client identifier.
public struct SessionTakenOver: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo) {
        self.client = client
    }
}

/// A session has ended.
public struct SessionTerminated: Sendable, Hashable {
    /// The session's client.
    public var client = ClientInfo()
    /// Why, as an Erlang term, such as `normal` or `{shutdown,normal}`.
    public var reason = ""

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, reason: String = "normal") {
        self.client = client
        self.reason = reason
    }
}
