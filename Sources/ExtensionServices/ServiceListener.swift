import ExtensionGRPC
public import ExtensionTLS
import Logging
import NIOCore

/// Where a service listens, and whether it speaks TLS there.
public struct ServiceListener: Sendable {
    /// The address.
    public var address: ServiceAddress
    /// How TLS is spoken; nil for plain HTTP/2.
    public var tls: TLSServerConfiguration?

    /// Listens on an address, without TLS unless it is given.
    public init(_ address: ServiceAddress, tls: TLSServerConfiguration? = nil) {
        self.address = address
        self.tls = tls
    }

    /// A TCP port. Port 0 takes a free one.
    public static func tcp(host: String, port: Int, tls: TLSServerConfiguration? = nil) -> ServiceListener {
        ServiceListener(.tcp(host: host, port: port), tls: tls)
    }

    /// A Unix socket. A stale socket file of an earlier process is replaced.
    public static func unixSocket(path: String) -> ServiceListener { ServiceListener(.unixSocket(path: path)) }

    /// `http://host:port`, `https://host:port` or `unix:path`.
    package var url: String {
        guard address.port != nil else { return address.description }
        return "\(tls == nil ? "http" : "https")://\(address.reachable)"
    }

    /// The same with the port that was taken.
    func bound(to bound: SocketAddress) -> ServiceListener {
        var listener = self
        if case .tcp(let host, _) = address.grpc, let port = bound.port { listener.address = .tcp(host: host, port: port) }
        return listener
    }

    /// Nil without TLS.
    func makeTLSContext(logger: Logger) throws -> ReloadableTLSContext? {
        try tls.map { try ReloadableTLSContext(server: $0, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger) }
    }
}
