import ExtensionTLS
import NIOCore
import NIOPosix

/// A client with our `TLSHandler`.
struct LoopbackClient {
    let recorder: RecordingHandler
    let channel: any Channel

    init(
        _ context: TLSContext,
        port: Int,
        host: String = "localhost",
        _ react: @escaping @Sendable (ChannelHandlerContext, ChannelRecord) -> Void = { _, _ in }
    ) async throws {
        let recorder = RecordingHandler(react)
        self.recorder = recorder
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(TLSHandler(TLSSession(client: context, host: host)), recorder)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }
}
