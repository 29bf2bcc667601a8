import NIOCore

/// Takes the PROXY header off a connection, before TLS. The handlers behind see the channel become active when it is there, right after
/// the `ProxyHeader` as an event; a connection without one is closed.
final class ProxyProtocolHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let timeout: Duration
    private var received = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var hasFailed = false

    init(timeout: Duration) { self.timeout = timeout }

    func channelActive(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) { [timeout] in
            self.fail(.timeout(after: timeout), context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        do throws(ProxyProtocolError) {
            if let header = try ProxyHeader.read(received.readableBytesView) { finish(header, context) }
        } catch {
            fail(error, context)
        }
    }

    private func finish(_ header: ProxyHeader, _ context: ChannelHandlerContext) {
        timer?.cancel()
        received.moveReaderIndex(forwardBy: header.byteCount)
        context.fireUserInboundEventTriggered(header)
        context.fireChannelActive()
        if received.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(received)) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    private func fail(_ error: ProxyProtocolError, _ context: ChannelHandlerContext) {
        hasFailed = true
        timer?.cancel()
        context.fireErrorCaught(error)
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }
}
