/// A device's connection to a gateway.
public struct SocketInfo: Sendable, Hashable {
    /// The kind of socket.
    public var type = SocketType.tcp
    /// The device's end (`peername` on the wire).
    public var peer = Endpoint()
    /// The gateway's end (`sockname` on the wire).
    public var local = Endpoint()
    /// What the device's certificate says, nil where it showed none.
    public var peerCertificate: PeerCertificate?

    package init() {}

    /// Creates the description of a connection.
    public init(type: SocketType, peer: Endpoint, local: Endpoint, peerCertificate: PeerCertificate? = nil) {
        self.type = type
        self.peer = peer
        self.local = local
        self.peerCertificate = peerCertificate
    }
}

/// A host and a port.
public struct Endpoint: Sendable, Hashable {
    /// The IP address as text.
    public var host = ""
    /// The port.
    public var port: UInt32 = 0

    package init() {}

    /// Creates an endpoint.
    public init(host: String, port: UInt32) {
        self.host = host
        self.port = port
    }
}

/// What a client certificate says about its owner.
public struct PeerCertificate: Sendable, Hashable {
    /// The common name.
    public var commonName = ""
    /// The distinguished name.
    public var distinguishedName = ""

    package init() {}

    /// Creates the description of a certificate.
    public init(commonName: String, distinguishedName: String = "") {
        self.commonName = commonName
        self.distinguishedName = distinguishedName
    }
}
