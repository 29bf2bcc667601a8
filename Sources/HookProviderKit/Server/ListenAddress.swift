package import ExtensionGRPC

/// Where a server listens.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    enum Kind: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unixSocket(path: String)
    }

    let kind: Kind

    /// A TCP port. Port 0 takes a free one.
    public static func tcp(host: String, port: Int) -> ListenAddress { ListenAddress(kind: .tcp(host: host, port: port)) }

    /// A Unix socket. A stale socket file of an earlier process is replaced.
    public static func unixSocket(path: String) -> ListenAddress { ListenAddress(kind: .unixSocket(path: path)) }

    /// The TCP port; nil for a Unix socket.
    public var port: Int? {
        guard case .tcp(_, let port) = kind else { return nil }
        return port
    }

    /// `host:port`, or `unix:path`.
    public var description: String { grpc.description }
}

extension ListenAddress {
    package var grpc: ExtensionGRPC.ListenAddress {
        switch kind {
        case .tcp(let host, let port): .tcp(host: host, port: port)
        case .unixSocket(let path): .unixSocket(path: path)
        }
    }
}
