import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A TCP connection that sends any bytes, and reads only when it is told to.
final class RawConnection: Sendable {
    private let channel: any Channel
    private let bytes: AsyncStream<ByteBuffer>

    init(port: Int) async throws {
        let (bytes, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        self.bytes = bytes
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(continuation: continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
    }

    func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    func closeOutput() async throws { try await channel.close(mode: .output) }

    func close() async { try? await channel.close() }

    /// What comes next, once there is something.
    func readPart() async -> String {
        channel.read()
        for await part in bytes { return String(buffer: part) }
        return ""
    }

    /// Everything until the peer closes, which it may have done already.
    func readToEnd() async -> String {
        try? await channel.setOption(.autoRead, value: true).get()
        var all = ByteBuffer()
        for await var part in bytes { all.writeBuffer(&part) }
        await close()
        return String(buffer: all)
    }

    /// Sends a request, or whatever it is, and reads until the peer closes.
    static func exchange(port: Int, _ text: String) async throws -> String {
        let connection = try await RawConnection(port: port)
        try await connection.send(text)
        return await connection.readToEnd()
    }

    private final class Receiver: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let continuation: AsyncStream<ByteBuffer>.Continuation

        init(continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if let event = event as? ChannelEvent, event == .inputClosed { continuation.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
