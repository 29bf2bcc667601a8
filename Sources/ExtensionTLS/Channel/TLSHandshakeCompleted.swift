/// The user inbound event of a finished handshake. `channelActive` follows it.
package struct TLSHandshakeCompleted: Sendable, Hashable {
    package let version: TLSVersion
    /// By ALPN. Nil when the peer doesn't speak it.
    package let negotiatedProtocol: String?
    /// Nil when the peer showed none, or wasn't asked.
    package let peerCertificate: PeerCertificate?

    init(_ session: TLSSession) {
        version = session.version
        negotiatedProtocol = session.negotiatedProtocol
        peerCertificate = session.peerCertificate
    }
}
