package import ExtensionGRPC

/// Where a server listens.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    package let grpc: ExtensionGRPC.ListenAddress

    /// A TCP port. Port 0 takes a free one.
    public static func tcp(host: String, port: Int) -> ListenAddress { ListenAddress(grpc: .tcp(host: host, port: port)) }

    /// A Unix socket. A stale socket file of an earlier process is replaced.
    public static func unixSocket(path: String) -> ListenAddress { ListenAddress(grpc: .unixSocket(path: path)) }

    /// The TCP port; nil for a Unix socket.
    public var port: Int? {
        guard case .tcp(_, let port) = grpc else { return nil }
        return port
    }

    /// `host:port`, or `unix:path`.
    public var description: String { grpc.description }
}
