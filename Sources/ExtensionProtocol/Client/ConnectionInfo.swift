/// A connection as a client asks for it, before it is accepted.
public struct ConnectionInfo: Sendable, Hashable {
    /// The broker node the client connected to.
    public var node = ""
    /// The client identifier; may be empty in a CONNECT, where the broker assigns one later.
    public var clientID = ""
    /// The user name, empty if none was given.
    public var username = ""
    /// The client's IP address as text.
    public var peerHost = ""
    /// The port of the listener that the client connected to.
    public var listenerPort: UInt32 = 0
    /// The name of the protocol, such as `MQTT`.
    public var protocolName = ""
    /// The version of the protocol, such as `4` for MQTT 3.1.1 and `5` for MQTT 5.
    public var protocolVersion = ""
    /// The keep-alive interval in whole seconds, zero if off.
    public var keepAlive = Duration.zero
    /// The client's own port; 0 from brokers before EMQX 5.4.0.
    public var peerPort: UInt32 = 0

    package init() {}

    /// Creates the description of a connection; everything not given is empty.
    public init(
        node: String = "",
        clientID: String,
        username: String = "",
        peerHost: String = "",
        listenerPort: UInt32 = 0,
        protocolName: String = "MQTT",
        protocolVersion: String = "5",
        keepAlive: Duration = .zero,
        peerPort: UInt32 = 0
    ) {
        self.node = node
        self.clientID = clientID
        self.username = username
        self.peerHost = peerHost
        self.listenerPort = listenerPort
        self.protocolName = protocolName
        self.protocolVersion = protocolVersion
        self.keepAlive = keepAlive
        self.peerPort = peerPort
    }
}
