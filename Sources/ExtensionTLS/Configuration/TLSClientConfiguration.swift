/// How a client speaks TLS. Each property has its counterpart among the `ssl` options of an EMQX connector.
public struct TLSClientConfiguration: Sendable {
    /// The authorities that a server's certificate may be signed by.
    public enum TrustRoots: Sendable, Hashable {
        /// Those of the operating system.
        case system
        /// Those in a PEM file, and no others. EMQX's `cacertfile`.
        case file(String)
    }

    /// What is checked of a server's certificate.
    public enum ServerVerification: Sendable, Hashable {
        /// Its signature, its dates, and that it is for the host.
        case full
        /// Its signature and its dates: EMQX's `verify_peer` with `server_name_indication` disabled.
        case withoutHostName
        /// Nothing: anyone may be the server. EMQX's `verify_none`.
        case none
    }

    /// The authorities that are trusted. The system's by default.
    public var trustRoots: TrustRoots
    /// What is checked of the server's certificate. Everything by default.
    public var serverVerification: ServerVerification = .full
    /// The host that the certificate has to be for, and that the server is told, if not the one connected to: `server_name_indication`.
    public var serverName: String?
    /// The certificate that is shown to a server that asks for one. None by default.
    public var identity: TLSIdentity?
    /// How many intermediate certificates there may be between the server's certificate and its root. 10 by default. EMQX's `depth`.
    public var verificationDepth = 10
    /// The versions that are spoken. TLS 1.2 and 1.3 by default. EMQX's `versions`.
    public var versions: ClosedRange<TLSVersion> = .v1_2 ... .v1_3
    /// OpenSSL's names of cipher suites, of both versions, in order of preference; empty for OpenSSL's own choice. EMQX's `ciphers`.
    public var cipherSuites: [String] = []
    /// How long the handshake may take. 15 seconds by default.
    public var handshakeTimeout: Duration = .seconds(15)

    /// TLS that verifies the server in full, with the defaults.
    public init(trustRoots: TrustRoots = .system, identity: TLSIdentity? = nil) {
        self.trustRoots = trustRoots
        self.identity = identity
    }
}
