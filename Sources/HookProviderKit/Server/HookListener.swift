import ExtensionGRPC
public import ExtensionTLS
import NIOCore

/// Where a server listens, and whether it speaks TLS there.
public struct HookListener: Sendable {
    /// The address.
    public var address: ListenAddress
    /// How TLS is spoken; nil for plain HTTP/2.
    public var tls: TLSServerConfiguration?

    /// Listens on an address, without TLS unless it is given.
    public init(_ address: ListenAddress, tls: TLSServerConfiguration? = nil) {
        self.address = address
        self.tls = tls
    }

    /// A TCP port. Port 0 takes a free one.
    public static func tcp(host: String, port: Int, tls: TLSServerConfiguration? = nil) -> HookListener {
        HookListener(.tcp(host: host, port: port), tls: tls)
    }

    /// A Unix socket. A stale socket file of an earlier process is replaced.
    public static func unixSocket(path: String) -> HookListener { HookListener(.unixSocket(path: path)) }

    /// `http://host:port`, `https://host:port` or `unix:path`.
    var url: String {
        guard address.port != nil else { return address.description }
        return "\(tls == nil ? "http" : "https")://\(address.reachable)"
    }

    /// The same with the port that was taken.
    func bound(to bound: SocketAddress) -> HookListener {
        var listener = self
        if case .tcp(let host, _) = address.grpc, let port = bound.port { listener.address = .tcp(host: host, port: port) }
        return listener
    }
}

extension ListenAddress {
    /// The address as somebody else would write it: nobody can connect to "every address".
    fileprivate var reachable: String {
        for anyHost in ["0.0.0.0:", "[::]:"] where description.hasPrefix(anyHost) {
            return "<this machine>:" + description.dropFirst(anyHost.count)
        }
        return description
    }
}
