package import NIOCore

/// What is to happen on a channel before HTTP/2 begins: a TLS handshake.
package struct TransportSecurity: Sendable {
    /// Called on the channel's loop before the channel is active. Adds its handlers to the pipeline, and gives the peer's certificate, if it
    /// shows one, once the handshake is complete: on the loop, and before what the peer sent behind its handshake is passed on. The future
    /// has to fail when the handshake does, and when the channel closes before; with `ChannelError.eof` if there was nothing to complain of.
    package typealias Secure = @Sendable (any Channel) throws -> EventLoopFuture<PeerCertificate?>

    let secure: Secure
    let boundsItself: Bool

    /// `boundsItself` says that the future fails in time by itself where the peer doesn't go on; else it is given the server's
    /// `handshakeTimeout` or the client's `connectTimeout`.
    package init(boundsItself: Bool = false, _ secure: @escaping Secure) {
        self.secure = secure
        self.boundsItself = boundsItself
    }
}

/// What a peer's certificate, verified by TLS, says of its holder.
package struct PeerCertificate: Sendable, Hashable {
    /// The common name of the subject; empty where it has none.
    package var commonName: String
    /// The subject's distinguished name, as text.
    package var distinguishedName: String

    package init(commonName: String, distinguishedName: String) {
        self.commonName = commonName
        self.distinguishedName = distinguishedName
    }
}

extension TransportSecurity? {
    /// Secures a channel that isn't active yet, and does `body` when it's ready for HTTP/2. Fails, and closes the channel, when that takes
    /// longer than `limit`.
    func prepare(
        _ channel: any Channel,
        within limit: Duration,
        _ body: @escaping @Sendable (PeerCertificate?) throws -> Void
    ) throws -> EventLoopFuture<Void> {
        guard let self else { return channel.eventLoop.makeCompletedFuture { try body(nil) } }
        let cutOff =
            self.boundsItself ? nil : channel.eventLoop.scheduleTask(in: .nanoseconds(limit.nanoseconds)) { channel.close(promise: nil) }
        return try self.secure(channel)
            .flatMapThrowing { try body($0) }
            .always { _ in cutOff?.cancel() }
    }
}
