/// A client of the broker.
///
/// The password is there to be checked: no description, debug description or mirror of a client shows it.
public struct ClientInfo: Sendable, Hashable {
    /// The broker node the client is connected to.
    public var node = ""
    /// The client identifier.
    public var clientID = ""
    /// The user name, empty if none was given.
    public var username = ""
    /// The password in plain text, empty if none was given; some brokers send it with later events too.
    public var password = ""
    /// The client's IP address as text.
    public var peerHost = ""
    /// The port of the listener that the client connected to.
    public var listenerPort: UInt32 = 0
    /// The name of the client's protocol, such as `mqtt` or `exproto`.
    public var protocolName = ""
    /// The prefix that the broker puts in front of the client's topics, empty if none.
    public var mountpoint = ""
    /// Whether the client is exempt from authorization.
    public var isSuperuser = false
    /// Whether the client was let in without authentication.
    public var isAnonymous = false
    /// The common name in the client's certificate, empty without one.
    public var commonName = ""
    /// The distinguished name in the client's certificate, empty without one.
    public var distinguishedName = ""
    /// The client's own port; 0 from brokers before EMQX 5.4.0.
    public var peerPort: UInt32 = 0

    package init() {}

    /// Creates the description of a client; everything not given is empty or false, the protocol is `mqtt`.
    public init(
        node: String = "",
        clientID: String,
        username: String = "",
        password: String = "",
        peerHost: String = "",
        listenerPort: UInt32 = 0,
        protocolName: String = "mqtt",
        mountpoint: String = "",
        isSuperuser: Bool = false,
        isAnonymous: Bool = false,
        commonName: String = "",
        distinguishedName: String = "",
        peerPort: UInt32 = 0
    ) {
        self.node = node
        self.clientID = clientID
        self.username = username
        self.password = password
        self.peerHost = peerHost
        self.listenerPort = listenerPort
        self.protocolName = protocolName
        self.mountpoint = mountpoint
        self.isSuperuser = isSuperuser
        self.isAnonymous = isAnonymous
        self.commonName = commonName
        self.distinguishedName = distinguishedName
        self.peerPort = peerPort
    }
}
