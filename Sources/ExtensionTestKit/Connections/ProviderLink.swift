import ExtensionGRPC
import HookProviderKit
import NIOPosix

/// The way to a provider: the one place that knows how connections to it are made.
struct ProviderLink: Sendable {
    let address: HookProviderKit.ListenAddress

    func connect() async throws(RPCError) -> ClientConnection {
        let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
        return try await ClientConnection.connect(to: address.grpc, on: loop)
    }
}
