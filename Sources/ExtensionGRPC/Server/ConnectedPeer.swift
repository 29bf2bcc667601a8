/// Who is at the other end of a connection, the same for all of its calls.
final class ConnectedPeer: Sendable {
    let address: String
    /// Nil without TLS, and where the peer showed none.
    let certificate: PeerCertificate?

    init(address: String, certificate: PeerCertificate?) {
        self.address = address
        self.certificate = certificate
    }
}
