import ExtensionGRPC
import ExtensionServices
import NIOPosix

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The way to a service under test: the one place that knows how connections to it are made.
enum ServiceLink: Sendable {
    case address(ServiceAddress)
    /// A server in this process that needs no address: it takes one end of a pair of sockets.
    case inProcess(adopt: @Sendable (_ socket: CInt) async throws -> Void)

    func connect() async throws(RPCError) -> ClientConnection {
        let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
        switch self {
        case .address(let address): return try await ClientConnection.connect(to: address.grpc, on: loop)
        case .inProcess(let adopt): return try await Self.connect(by: adopt, on: loop)
        }
    }

    private static func connect(
        by adopt: @Sendable (CInt) async throws -> Void,
        on loop: LoopContext
    ) async throws(RPCError) -> ClientConnection {
        var sockets: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, streamSocket, 0, &sockets) == 0 else {
            throw RPCError(.unavailable, "no socket pair: \(String(cString: strerror(errno)))")
        }
        // First, so that the server's patience with a silent peer isn't tried.
        let connection = try await ClientConnection.connect(socket: sockets[1], on: loop)
        do {
            try await adopt(sockets[0])
        } catch {
            throw RPCError(.unavailable, "the service takes no connection: \(error)")
        }
        return connection
    }

    private static var streamSocket: CInt {
        #if canImport(Glibc)
        CInt(SOCK_STREAM.rawValue)
        #else
        SOCK_STREAM
        #endif
    }
}
