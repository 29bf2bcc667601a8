import NIOCore

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

extension SocketAddress? {
    /// `1.2.3.4:5`, `[::1]:5`, or `unix:path` as far as there is a path.
    var text: String {
        guard let self else { return "unknown" }
        guard let host = self.ipAddress, let port = self.port else { return "unix:\(self.pathname ?? "")" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
