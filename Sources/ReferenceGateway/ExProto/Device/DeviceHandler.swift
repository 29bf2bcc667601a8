import ExtensionGRPC
import ExtensionTLS
import NIOCore
import NIOPosix

/// Puts a device at the end of its channel's pipeline.
final class DeviceHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let device: Device
    private var hasStarted = false

    init(_ device: Device) { self.device = device }

    func channelActive(context: ChannelHandlerContext) {
        hasStarted = true
        device.start()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        device.environment.metrics?.received(bytes.count)
        device.update { $0.received(bytes, now: $1) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { device.answerWaitingSends() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let handshake as TLSHandshakeCompleted: device.certificate = handshake.peerCertificate
        case let header as ProxyHeader: device.proxied = header.addresses
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        device.failed(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if hasStarted { device.close(device.socketError ?? .closedByPeer(isTLS: device.environment.isTLS)) }
    }

    /// Comes for every channel, even for one that never became active.
    func handlerRemoved(context: ChannelHandlerContext) {
        if !hasStarted { device.environment.limit.leave() }
    }
}
