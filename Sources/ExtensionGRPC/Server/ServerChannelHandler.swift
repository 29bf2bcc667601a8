import Logging
import NIOCore

/// Puts a `ServerConnection` on a NIO channel.
final class ServerChannelHandler: ChannelInboundHandler, ConnectionOutput {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let certificate: PeerCertificate?
    private let environment: ServerEnvironment
    private let registry: ConnectionRegistry
    private var context: ChannelHandlerContext?
    private var connection: ServerConnection?

    private var loop: LoopContext { registry.loop }

    init(certificate: PeerCertificate?, environment: ServerEnvironment, registry: ConnectionRegistry) {
        self.certificate = certificate
        self.environment = environment
        self.registry = registry
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    private func start(_ context: ChannelHandlerContext) {
        guard connection == nil else { return }
        let peer = ConnectedPeer(address: context.remoteAddress.text, certificate: certificate)
        let connection = ServerConnection(loop: loop, environment: environment, peer: peer)
        self.connection = connection
        registry.add(connection)
        connection.start(output: self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        buffer.withUnsafeReadableBytes { connection?.receive($0) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.executor.runPass()
        connection?.flush()
        loop.flush()
        context.fireChannelReadComplete()
    }

    /// A peer that asks and doesn't read its answers isn't read either, until it does.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        context.channel.setOption(.autoRead, value: isWritable).whenFailure { _ in }
        if isWritable { connection?.flush() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    /// Resets and the like: the connection is useless, and `channelInactive` follows.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        environment.logger.debug("A connection failed.", metadata: ["peer": "\(connection?.peer.address ?? "")", "error": "\(error)"])
        context.close(promise: nil)
    }

    private func end() {
        guard let connection else { return }
        self.connection = nil
        registry.remove(connection)
        connection.disconnected("the peer closed it")
    }

    // MARK: ConnectionOutput

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func write(_ bytes: ByteBuffer) { context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil) }

    func close() { context?.close(promise: nil) }
}
