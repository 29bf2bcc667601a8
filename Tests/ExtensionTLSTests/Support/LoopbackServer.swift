import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A server on a free port of 127.0.0.1 that sends back what it reads. "bye" makes it close.
final class LoopbackServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let connections: AsyncStream<RecordingHandler>

    /// `context` is asked for with each connection.
    init(_ context: @escaping @Sendable () -> TLSContext) async throws {
        let (connections, continuation) = AsyncStream.makeStream(of: RecordingHandler.self)
        self.connections = connections
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let recorder = RecordingHandler(Self.echo)
                    try channel.pipeline.syncOperations.addHandlers(TLSHandler(TLSSession(server: context())), recorder)
                    continuation.yield(recorder)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = channel.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        self.port = port
    }

    convenience init(_ context: TLSContext) async throws { try await self.init { context } }

    deinit { channel.close(promise: nil) }

    var address: String { "127.0.0.1:\(port)" }

    func nextConnection() async -> RecordingHandler? { await connections.first { _ in true } }

    private static func echo(_ context: ChannelHandlerContext, _ record: ChannelRecord) {
        guard let text = record.text else { return }
        context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
        if text.contains("bye") { context.close(promise: nil) }
    }
}
