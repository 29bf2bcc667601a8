/// A client sent CONNECT; nothing has been checked yet.
public struct ClientConnect: Sendable, Hashable {
    /// The connection that the client asks for.
    public var connection = ConnectionInfo()
    /// The MQTT 5 properties of the CONNECT packet.
    public var properties: [Property] = []
    /// The MQTT 5 user properties of the CONNECT packet, in the client's order.
    public var userProperties: [Property] = []

    package init() {}

    /// Creates the event.
    public init(connection: ConnectionInfo, properties: [Property] = [], userProperties: [Property] = []) {
        self.connection = connection
        self.properties = properties
        self.userProperties = userProperties
    }
}

/// The broker sends CONNACK.
public struct ClientConnack: Sendable, Hashable {
    /// The connection that the client asked for.
    public var connection = ConnectionInfo()
    /// The broker's word for the reason code, such as `success` or `not_authorized`.
    public var resultCode = ""
    /// The MQTT 5 properties of the CONNACK packet.
    public var properties: [Property] = []
    /// The MQTT 5 user properties of the CONNACK packet.
    public var userProperties: [Property] = []

    package init() {}

    /// Creates the event.
    public init(
        connection: ConnectionInfo,
        resultCode: String = "success",
        properties: [Property] = [],
        userProperties: [Property] = []
    ) {
        self.connection = connection
        self.resultCode = resultCode
        self.properties = properties
        self.userProperties = userProperties
    }
}

/// A client is connected.
public struct ClientConnected: Sendable, Hashable {
    /// The client.
    public var client = ClientInfo()

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo) {
        self.client = client
    }
}

/// A client has disconnected.
public struct ClientDisconnected: Sendable, Hashable {
    /// The client.
    public var client = ClientInfo()
    /// Why, as an Erlang term, such as `normal`, `keepalive_timeout` or `{shutdown,tcp_closed}`.
    public var reason = ""

    package init() {}

    /// Creates the event.
    public init(client: ClientInfo, reason: String = "normal") {
        self.client = client
        self.reason = reason
    }
}
