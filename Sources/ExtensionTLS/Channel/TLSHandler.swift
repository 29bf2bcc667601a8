package import NIOCore

/// Puts a `TLSSession` on a NIO channel, as its first handler. The handlers behind it see plain bytes.
///
/// They see `channelActive` when the handshake is done, right after the event `TLSHandshakeCompleted`, so that they start as they would
/// without TLS; `channelInactive` comes in any case. A refused handshake, or a connection that breaks, is one `errorCaught` with a
/// `TLSError`, after which this handler closes the channel. A peer that says `close_notify` is answered and closed, or, where the channel
/// allows half-closure, reported by `ChannelEvent.inputClosed`.
package final class TLSHandler: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    private enum Phase {
        case idle
        case handshaking
        case open
        /// It failed, and the alert that says so is on its way. What arrives is thrown away: closing a socket with unread bytes resets the
        /// connection, and the peer would never see the alert.
        case lingering
        case closed
    }

    private static let lingerTime = TimeAmount.seconds(1)

    private let session: TLSSession
    private var phase = Phase.idle
    private var timer: Scheduled<Void>?
    private var queuedOutput = QueuedOutput()
    private var isActiveWithheld = false
    private var isReadPending = false
    private var isInputClosed = false

    package init(_ session: TLSSession) { self.session = session }

    // MARK: Start

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    package func channelActive(context: ChannelHandlerContext) {
        isActiveWithheld = true
        start(context)
    }

    private func start(_ context: ChannelHandlerContext) {
        guard phase == .idle else { return }
        phase = .handshaking
        let limit = session.handshakeTimeout
        schedule(context, in: TimeAmount(limit)) { self.fail(.timeout(after: limit), context) }
        do { try session.start() } catch { return fail(error, context) }
        flushSession(context)
        context.read()
    }

    private func schedule(_ context: ChannelHandlerContext, in delay: TimeAmount, _ task: @escaping () -> Void) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay, task)
    }

    private func handshakeCompleted(_ context: ChannelHandlerContext) {
        phase = .open
        timer?.cancel()
        timer = nil
        sendQueuedOutput(context)
        guard phase == .open else { return }
        context.fireUserInboundEventTriggered(TLSHandshakeCompleted(session))
        if isActiveWithheld, phase == .open { context.fireChannelActive() }
    }

    // MARK: Inbound

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase == .handshaking || phase == .open else { return }
        var plaintext = ByteBuffer()
        var failure: TLSError?
        do {
            try unwrapInboundIn(data).withUnsafeReadableBytes { bytes throws(TLSError) in
                try session.receive(bytes, into: &plaintext)
            }
        } catch {
            failure = error
        }
        if failure == nil { progress(context) }
        deliver(plaintext, context)
        if let failure { fail(failure, context) }
        if session.state == .peerClosed { inputClosed(context) }
    }

    private func progress(_ context: ChannelHandlerContext) {
        flushSession(context)
        if phase == .handshaking, session.state != .handshaking { handshakeCompleted(context) }
    }

    /// Whatever is called here or before may have closed the channel.
    private func deliver(_ plaintext: ByteBuffer, _ context: ChannelHandlerContext) {
        guard phase == .open, plaintext.readableBytes > 0 else { return }
        isReadPending = false
        context.fireChannelRead(wrapInboundOut(plaintext))
    }

    /// A read that brought no plaintext is made up for, or a channel without automatic reads would stall.
    package func channelReadComplete(context: ChannelHandlerContext) {
        if phase == .open { context.fireChannelReadComplete() }
        if phase == .handshaking || phase == .lingering || phase == .open && isReadPending { context.read() }
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        if phase == .lingering { return closeNow(context, promise: nil) }
        if let error = session.inputEnded() { fail(error, context) }
    }

    package func channelInactive(context: ChannelHandlerContext) {
        if phase == .handshaking || phase == .open, let error = session.inputEnded() {
            end(error)
            context.fireErrorCaught(error)
        }
        end(ChannelError.ioOnClosedChannel)
        context.fireChannelInactive()
    }

    /// An error of the socket, which takes the place of a `TLSError`.
    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(error)
        context.fireErrorCaught(error)
        closeNow(context, promise: nil)
    }

    package func handlerRemoved(context: ChannelHandlerContext) { end(ChannelError.ioOnClosedChannel) }

    private func inputClosed(_ context: ChannelHandlerContext) {
        guard phase == .open, !isInputClosed else { return }
        isInputClosed = true
        if (try? context.channel.syncOptions?.getOption(.allowRemoteHalfClosure)) == true {
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else {
            close(context: context, mode: .all, promise: nil)
        }
    }

    // MARK: Outbound

    package func read(context: ChannelHandlerContext) {
        isReadPending = true
        context.read()
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let plaintext = unwrapOutboundIn(data)
        switch phase {
        case .idle, .handshaking: queue(plaintext, promise, context)
        case .open: send(plaintext, promise, context)
        case .lingering, .closed: promise?.fail(ChannelError.ioOnClosedChannel)
        }
    }

    private func queue(_ plaintext: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        if queuedOutput.isFull {
            promise?.fail(TLSError.tooMuchBeforeHandshake)
            return fail(.tooMuchBeforeHandshake, context)
        }
        queuedOutput.append(.write(plaintext, promise))
    }

    private func send(_ plaintext: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        guard session.canSend else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        do {
            try plaintext.withUnsafeReadableBytes { bytes throws(TLSError) in try session.send(bytes) }
            context.write(wrapOutboundOut(session.takeOutput() ?? ByteBuffer()), promise: promise)
        } catch {
            promise?.fail(error)
            fail(error, context)
        }
    }

    private func sendQueuedOutput(_ context: ChannelHandlerContext) {
        for item in queuedOutput.takeAll() {
            switch item {
            case .write(let plaintext, let promise): write(context: context, data: NIOAny(plaintext), promise: promise)
            case .closeOutput(let promise): close(context: context, mode: .output, promise: promise)
            }
        }
        context.flush()
    }

    private func flushSession(_ context: ChannelHandlerContext) {
        guard let ciphertext = session.takeOutput() else { return }
        context.writeAndFlush(wrapOutboundOut(ciphertext), promise: nil)
    }

    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch (mode, phase) {
        case (.input, _): context.close(mode: .input, promise: promise)
        case (.all, .lingering): context.channel.closeFuture.cascade(to: promise)
        case (.all, _): closeNow(context, promise: promise)
        case (.output, .idle), (.output, .handshaking): queuedOutput.append(.closeOutput(promise))
        case (.output, _):
            shutDownSession(context)
            context.close(mode: .output, promise: promise)
        }
    }

    private func shutDownSession(_ context: ChannelHandlerContext) {
        session.shutDown()
        flushSession(context)
    }

    // MARK: End

    private func closeNow(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        if phase == .open { shutDownSession(context) }
        end(ChannelError.ioOnClosedChannel)
        context.close(mode: .all, promise: promise)
    }

    private func fail(_ error: TLSError, _ context: ChannelHandlerContext) {
        guard phase == .handshaking || phase == .open else { return }
        let alert = session.takeOutput()
        end(error)
        guard let alert else {
            context.fireErrorCaught(error)
            return closeNow(context, promise: nil)
        }
        phase = .lingering
        context.writeAndFlush(wrapOutboundOut(alert), promise: nil)
        context.fireErrorCaught(error)
        linger(context)
    }

    private func linger(_ context: ChannelHandlerContext) {
        context.close(mode: .output, promise: nil)
        guard phase == .lingering else { return }
        schedule(context, in: Self.lingerTime) { self.closeNow(context, promise: nil) }
    }

    private func end(_ error: any Error) {
        phase = .closed
        timer?.cancel()
        timer = nil
        queuedOutput.fail(error)
    }
}
