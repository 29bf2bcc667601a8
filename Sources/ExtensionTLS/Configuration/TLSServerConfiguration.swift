/// How a server speaks TLS. Each property has its counterpart among the `ssl_options` of an EMQX listener.
public struct TLSServerConfiguration: Sendable {
    /// What a server asks of its clients' certificates. An unverified certificate is never accepted.
    public enum ClientVerification: Sendable, Hashable {
        /// No certificate is asked for: EMQX's `verify_none`.
        case none
        /// A certificate is asked for, and verified if there is one: `verify_peer` without `fail_if_no_peer_cert`.
        /// The PEM file holds the authorities.
        case optional(trustRootsFile: String)
        /// Clients without a valid certificate are refused: `verify_peer` with `fail_if_no_peer_cert`.
        /// The PEM file holds the authorities.
        case required(trustRootsFile: String)
    }

    /// The server's certificate and private key.
    public var identity: TLSIdentity
    /// Whether clients have to show a certificate. None by default.
    public var clientVerification: ClientVerification
    /// How many intermediate certificates there may be between a client's certificate and its root. 10 by default. EMQX's `depth`.
    public var verificationDepth = 10
    /// The versions that are spoken. TLS 1.2 and 1.3 by default. EMQX's `versions`.
    public var versions: ClosedRange<TLSVersion> = .v1_2 ... .v1_3
    /// OpenSSL's names of cipher suites, of both versions, in order of preference; empty for OpenSSL's own choice. EMQX's `ciphers`.
    public var cipherSuites: [String] = []
    /// How long a client may take for its handshake. 15 seconds by default. EMQX's `handshake_timeout`.
    public var handshakeTimeout: Duration = .seconds(15)

    /// TLS with this identity, and the defaults.
    public init(identity: TLSIdentity, clientVerification: ClientVerification = .none) {
        self.identity = identity
        self.clientVerification = clientVerification
    }
}
