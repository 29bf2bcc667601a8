import ExtensionTLS
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A device: a socket, with TLS or without, and what came out of it.
final class TestDevice: Sendable {
    enum Event: Sendable, Hashable {
        case bytes(String)
        case closed
    }

    let channel: any Channel
    private let events: EventQueue<Event>

    init(
        _ address: SocketAddress,
        tls: TLSClientConfiguration? = nil,
        receiveBuffer: Int? = nil,
        group: MultiThreadedEventLoopGroup
    ) async throws {
        let events = EventQueue<Event>()
        self.events = events
        let context = try tls.map { try TLSContext(client: $0) }
        var bootstrap = ClientBootstrap(group: group)
        if let receiveBuffer { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: receiveBuffer) }
        channel =
            try await bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(TLSHandler(TLSSession(client: context, host: "127.0.0.1")))
                    }
                    try channel.pipeline.syncOperations.addHandler(Recorder(events))
                }
            }
            .connect(host: "127.0.0.1", port: address.port ?? 0).get()
    }

    func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// Waits for exactly this text, in however many pieces. What came instead, if the socket is closed before.
    func receive(_ text: String) async -> String {
        var received = ""
        while received.utf8.count < text.utf8.count, case .bytes(let piece)? = await events.next() { received += piece }
        return received
    }

    /// Waits until the gateway closes the socket.
    func closed() async { _ = await events.next { $0 == .closed } }

    func close() async throws { try await channel.close() }

    private final class Recorder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let events: EventQueue<Event>

        init(_ events: EventQueue<Event>) { self.events = events }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { events.append(.bytes(String(buffer: unwrapInboundIn(data)))) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        func channelInactive(context: ChannelHandlerContext) {
            events.append(.closed)
            events.finish()
        }
    }
}
