import ExtensionTLS
import NIOCore
import NIOEmbedded
import Testing

/// A server's `TLSHandler` on a channel without a socket, with a client's session as its peer.
final class EmbeddedServer {
    let channel = EmbeddedChannel()
    let client: TLSSession
    let recorder: RecordingHandler
    let socket = SocketRecorder()
    private(set) var clientReceived = ByteBuffer()

    init(
        client: TLSContext? = nil,
        server: TLSContext? = nil,
        _ react: @escaping @Sendable (ChannelHandlerContext, ChannelRecord) -> Void = { _, _ in }
    ) throws {
        self.client = TLSSession(client: try client ?? Contexts.client(), host: "localhost")
        recorder = RecordingHandler(react)
        let session = TLSSession(server: try server ?? Contexts.server())
        try channel.pipeline.syncOperations.addHandlers([socket, TLSHandler(session), recorder])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    }

    func handshake() throws {
        try client.start()
        try exchange()
    }

    /// Hands bytes over until neither end has any.
    func exchange() throws {
        while true {
            let toServer = client.takeOutput()
            if let toServer { try channel.writeInbound(toServer) }
            let isSilent = try !deliverToClient()
            if toServer == nil, isSilent { return }
        }
    }

    private func deliverToClient() throws -> Bool {
        var isAny = false
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
            isAny = true
            try bytes.withUnsafeReadableBytes { bytes throws(TLSError) in try client.receive(bytes, into: &clientReceived) }
        }
        return isAny
    }

    /// What was said behind the handshake.
    var recordsAfterHandshake: [ChannelRecord] { Array(recorder.records.drop { $0 != .active }.dropFirst()) }
}

/// Records what reaches the socket. A channel without one can't be half closed.
final class SocketRecorder: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private(set) var readCount = 0
    private(set) var closes: [CloseMode] = []

    func read(context: ChannelHandlerContext) {
        readCount += 1
        context.read()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        closes.append(mode)
        if case .all = mode { context.close(mode: mode, promise: promise) } else { promise?.succeed() }
    }
}
