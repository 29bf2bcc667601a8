package import ExtensionGRPC

/// Where a service listens, or is reached.
public struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
    package let grpc: ListenAddress

    package init(grpc: ListenAddress) { self.grpc = grpc }

    /// A TCP port. To a service that listens, port 0 is any that is free.
    public static func tcp(host: String, port: Int) -> ServiceAddress { ServiceAddress(grpc: .tcp(host: host, port: port)) }

    /// A Unix socket. A stale socket file of an earlier process is replaced.
    public static func unixSocket(path: String) -> ServiceAddress { ServiceAddress(grpc: .unixSocket(path: path)) }

    /// The TCP port; nil for a Unix socket.
    public var port: Int? {
        guard case .tcp(_, let port) = grpc else { return nil }
        return port
    }

    /// `host:port`, or `unix:path`.
    public var description: String { grpc.description }

    /// The address as somebody else would write it: nobody can connect to "every address".
    package var reachable: String {
        for anyHost in ["0.0.0.0:", "[::]:"] where description.hasPrefix(anyHost) {
            return "<this machine>:" + description.dropFirst(anyHost.count)
        }
        return description
    }
}
