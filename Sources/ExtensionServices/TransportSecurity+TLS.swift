package import ExtensionGRPC
package import ExtensionTLS
import NIOCore

extension TransportSecurity {
    /// What gRPC's ALPN has to agree on (RFC 9113, 3.2).
    package static let applicationProtocols = ["h2"]

    /// TLS at a server: each connection uses the context that is current when it comes.
    package static func server(_ context: ReloadableTLSContext) -> TransportSecurity {
        TransportSecurity(boundsItself: true) { channel in try secure(channel, TLSSession(server: context.current)) }
    }

    /// TLS at a client that connects to `host`.
    package static func client(_ context: ReloadableTLSContext, host: String) -> TransportSecurity {
        TransportSecurity(boundsItself: true) { channel in try secure(channel, TLSSession(client: context.current, host: host)) }
    }

    private static func secure(
        _ channel: any Channel,
        _ session: TLSSession
    ) throws -> EventLoopFuture<ExtensionGRPC.PeerCertificate?> {
        let completion = HandshakeCompletion(channel.eventLoop.makePromise())
        try channel.pipeline.syncOperations.addHandlers(TLSHandler(session), completion)
        return completion.promise.futureResult
    }
}

/// Waits behind the TLS handler for the end of the handshake.
private final class HandshakeCompletion: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let promise: EventLoopPromise<ExtensionGRPC.PeerCertificate?>

    init(_ promise: EventLoopPromise<ExtensionGRPC.PeerCertificate?>) { self.promise = promise }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let handshake = event as? TLSHandshakeCompleted else { return context.fireUserInboundEventTriggered(event) }
        promise.succeed(handshake.peerCertificate.map { ExtensionGRPC.PeerCertificate($0) })
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error as? TLSError == .closedDuringHandshake(afterBytes: false) ? ChannelError.eof : error)
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }
}

extension ExtensionGRPC.PeerCertificate {
    fileprivate init(_ certificate: ExtensionTLS.PeerCertificate) {
        self.init(commonName: certificate.commonName ?? "", distinguishedName: certificate.distinguishedName)
    }
}
