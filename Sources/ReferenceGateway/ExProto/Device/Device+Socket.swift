import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOCore

extension Device {
    /// Who is at the other end.
    var socket: SocketInfo {
        SocketInfo(
            type: environment.isTLS ? .ssl : .tcp,
            peer: Endpoint(proxied?.peer ?? channel.remoteAddress),
            local: Endpoint(proxied?.local ?? channel.localAddress),
            peerCertificate: certificate.map {
                ExtensionProtocol.PeerCertificate(commonName: $0.commonName ?? "", distinguishedName: $0.distinguishedName)
            }
        )
    }

    /// An error of the socket, before its end.
    func failed(_ error: any Error) {
        let peer = (proxied?.peer ?? channel.remoteAddress)?.description ?? ""
        let metadata: Logger.Metadata = ["peer": "\(peer)", "error": "\(error)"]
        switch error {
        case let error as IOError:
            environment.logger.debug("A device's socket failed.", metadata: metadata)
            socketError = .socketError(error.erlangName)
        case TLSError.closedDuringHandshake(afterBytes: false):
            environment.logger.debug("A device's TLS failed.", metadata: metadata)
        case is TLSError:
            environment.occasionalLog.write(.info, "A device's TLS failed.", metadata: metadata)
            if !isOpen { environment.metrics?.refused(.tls) }
            socketError = .socketError("tls_error")
        case is ProxyProtocolError:
            environment.metrics?.refused(.proxyHeader)
            environment.occasionalLog.write(.warning, "A connection isn't one of the load balancer.", metadata: metadata)
        default:
            environment.occasionalLog.write(.warning, "A device's channel failed.", metadata: metadata)
        }
    }

    // MARK: Sending

    func send(_ bytes: [UInt8], _ call: AdapterCall) {
        guard isOpen else { return call.answer(.notAlive) }
        guard !bytes.isEmpty else { return call.answer(.success) }
        guard !backlog.isFull else { return call.answer(.backlogFull) }
        write(bytes)
        guard isOpen else { return call.answer(.notAlive) }
        if channel.isWritable { call.answer(.success) } else { backlog.wait(call) }
    }

    private func write(_ bytes: [UInt8]) {
        let count = bytes.count
        backlog.began(count)
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).assumeIsolated().whenComplete { [self] result in
            if case .success = result { environment.metrics?.sent(count) }
            wrote(count)
        }
        backlog.startDeadline(at: sendDeadline)
        backlogChanged()
    }

    private func wrote(_ count: Int) {
        backlog.finished(count, next: sendDeadline)
        backlogChanged()
        if backlog.isEmpty, !isOpen { channel.close(promise: nil) }
    }

    private var sendDeadline: Int64 { LoopContext.now() + environment.settings.sendTimeout.nanoseconds }

    func answerWaitingSends() {
        for call in backlog.takeWaiting() { call.answer(.success) }
    }
}

extension Endpoint {
    fileprivate init(_ address: SocketAddress?) {
        self.init(host: address?.ipAddress ?? "", port: UInt32(address?.port ?? 0))
    }
}
