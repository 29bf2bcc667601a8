import CExtensionNghttp2
import Logging
import NIOCore

/// Where a connection's bytes go. The connection itself does no IO.
protocol ConnectionOutput: AnyObject {
    var isWritable: Bool { get }
    func write(_ bytes: ByteBuffer)
    func close()
}

/// One HTTP/2 connection at a server: an nghttp2 session, and the calls that are open on it.
final class ServerConnection: TimerWheelEntry, LoopFlushable {
    private enum Phase {
        case handshake, open, drainNotified, draining, closed
    }

    let loop: LoopContext
    let environment: ServerEnvironment
    let peer: String
    /// Behind a pointer, since it's written a dozen times per call and a class's property costs an exclusivity check each time.
    let incoming: UnsafeMutablePointer<IncomingHeaders>
    var userAgent: String { incoming.pointee.userAgent.text }
    /// Bytes of requests that wait for their end or for their handler, over all calls.
    var unfinishedBytes = 0
    private var unreadBytes = 0
    private var session: OpaquePointer?
    private weak var output: (any ConnectionOutput)?
    private var phase = Phase.handshake
    private var sniffer: ProtocolSniffer? = ProtocolSniffer()
    private var flood: FloodGuard
    private var firstOpen: Unmanaged<ServerCall>?
    private(set) var openCalls = 0
    private var isReceiving = false
    private var isFlushPending = false
    private var mustClose = false
    private var isDrainAcknowledged = false
    /// The time of the bytes that are being received: one look at the clock for all calls in them.
    private var receivedAt: Int64
    private var consumedBytes = 0
    /// The call whose header block or data is being received.
    private var current: ServerCall?

    var limits: ServerLimits { environment.limits }

    init(loop: LoopContext, environment: ServerEnvironment, peer: String, output: any ConnectionOutput) {
        self.loop = loop
        self.environment = environment
        self.peer = peer
        self.output = output
        receivedAt = LoopContext.now()
        flood = FloodGuard(now: receivedAt)
        incoming = .allocate(capacity: 1)
        incoming.initialize(to: IncomingHeaders(methods: environment.methods, limit: environment.limits.headerListBytes))
    }

    deinit {
        incoming.deinitialize(count: 1)
        incoming.deallocate()
    }

    func start() {
        let session = HTTP2Session.server(userData: Unmanaged.passUnretained(self).toOpaque())
        self.session = session
        HTTP2Session.submit(
            settings: [
                (NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, ServerLimits.concurrentStreams),
                (NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, ServerLimits.streamWindow),
                (NGHTTP2_SETTINGS_MAX_FRAME_SIZE, ServerLimits.frameBytes),
                (NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, UInt32(limits.headerListBytes)),
                (NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1),
            ],
            to: session
        )
        nghttp2_session_set_local_window_size(session, 0, 0, ServerLimits.connectionWindow)
        loop.startTimer(self, at: receivedAt + limits.handshakeTimeout.nanoseconds)
        flush()
    }

    // MARK: Bytes

    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard let session, !mustClose, isHTTP2(bytes) else { return }
        receivedAt = LoopContext.now()
        isReceiving = true
        let failure = HTTP2Session.receive(bytes, session)
        isReceiving = false
        current = nil
        if consumedBytes > 0 {
            nghttp2_session_consume_connection(session, consumedBytes)
            consumedBytes = 0
        }
        if let failure { fail("HTTP/2 failed: \(HTTP2Session.message(for: failure))") }
        if isDrainAcknowledged { finishDrain() }
        if mustClose { close() }
    }

    /// Looks at the preface until it's complete, and ends a connection that speaks something else.
    private func isHTTP2(_ bytes: UnsafeRawBufferPointer) -> Bool {
        switch sniffer?.receive(bytes) {
        case .other(let name)?:
            environment.logger.warning(
                "Closing a connection that doesn't speak HTTP/2, but \(name).",
                metadata: ["peer": "\(peer)"]
            )
            close()
            return false
        case .http2?: sniffer = nil
        case .needsMore?, nil: break
        }
        return true
    }

    /// Sends what the session has to send; to be called at the end of a turn of the loop.
    func flush() {
        isFlushPending = false
        guard let session, let output, !isReceiving else { return }
        if mustClose { return close() }
        var isDrained = false
        while !isDrained, output.isWritable, phase != .closed {
            let failure = loop.withScratch { buffer in
                let failure = HTTP2Session.drain(session, into: &buffer)
                isDrained = buffer.readableBytes < HTTP2Session.drainLimit
                if buffer.readableBytes > 0 { output.write(buffer) }
                return failure
            }
            if let failure { return fail("HTTP/2 failed: \(HTTP2Session.message(for: failure))") }
        }
        let isTerminated = !HTTP2Session.wantsAnything(session)
        if isDrained, isTerminated, phase != .drainNotified, phase != .draining { close() }
    }

    func needsFlush() {
        guard !isReceiving, !isFlushPending else { return }
        isFlushPending = true
        loop.flushLater(self)
    }

    func consumed(_ count: Int, stream: Int32) {
        guard let session else { return }
        nghttp2_session_consume_stream(session, stream, count)
        needsFlush()
    }

    // MARK: Ends

    private func fail(_ reason: String) {
        guard phase != .closed else { return }
        environment.logger.info("Closing a connection: \(reason).", metadata: ["peer": "\(peer)"])
        close()
    }

    private func close() {
        guard !isReceiving else { return mustClose = true }
        output?.close()
        disconnected()
    }

    /// The connection is gone. Every call on it is cancelled.
    func disconnected() {
        guard let session, phase != .closed else { return }
        phase = .closed
        loop.cancelTimer(self)
        while let call = firstOpen?.takeUnretainedValue() { closeStream(call) }
        self.session = nil
        // The session may be on the stack: a handler that closes its own connection runs within it.
        loop.eventLoop.execute { [session = UncheckedSession(pointer: session)] in nghttp2_session_del(session.pointer) }
    }

    private struct UncheckedSession: @unchecked Sendable {  // goes to the same loop that it is used on
        let pointer: OpaquePointer
    }

    /// Begins a graceful end (RFC 9113, 6.8): a GOAWAY that still takes every stream, then, after a round trip, one that takes no more.
    /// The socket is left to the peer: EMQX loses the last answer when it is closed behind a GOAWAY.
    func beginDrain() {
        guard let session, phase == .handshake || phase == .open else { return }
        phase = .drainNotified
        nghttp2_submit_shutdown_notice(session)
        nghttp2_submit_ping(session, 0, nil)
        loop.startTimer(self, at: LoopContext.now() + 1_000_000_000)
        needsFlush()
    }

    private func finishDrain() {
        guard let session, phase == .drainNotified else { return }
        phase = .draining
        loop.cancelTimer(self)
        let last = nghttp2_session_get_last_proc_stream_id(session)
        nghttp2_submit_goaway(session, 0, last, NGHTTP2_NO_ERROR.rawValue, nil, 0)
        needsFlush()
    }

    /// The bound of a drain: whatever is left is cut off.
    func abort() { close() }

    override func timerFired() {
        switch phase {
        case .handshake: fail("no HTTP/2 preface within \(limits.handshakeTimeout)")
        case .drainNotified: finishDrain()
        case .open, .draining, .closed: break
        }
    }

    // MARK: Calls

    func submitResponse(_ call: ServerCall, gzip: Bool) {
        guard let session else { return }
        ServerResponse.submit(call, gzip: gzip, to: session)
        unreadBytes += call.unreadCost
        if unreadBytes > limits.unreadBytesPerConnection { closeForUnreadAnswers() }
        needsFlush()
    }

    func submitTrailersOnly(_ call: ServerCall, status: RPCStatus, metadata: RPCMetadata) {
        guard let session else { return }
        ServerResponse.submitTrailersOnly(call, status: status, metadata: metadata, to: session)
        needsFlush()
    }

    func submitHTTPError(_ call: ServerCall, status: String) {
        guard let session else { return }
        ServerResponse.submitHTTPError(call, status: status, to: session)
        needsFlush()
    }

    private func closeForUnreadAnswers() {
        guard !mustClose else { return }
        mustClose = true
        environment.logger.warning("Closing a connection that doesn't take its answers.", metadata: ["peer": "\(peer)"])
    }

    func resumeResponse(_ call: ServerCall) {
        guard let session else { return }
        nghttp2_session_resume_data(session, call.streamID)
        needsFlush()
    }

    func reset(_ call: ServerCall) {
        guard let session else { return }
        nghttp2_submit_rst_stream(session, 0, call.streamID, NGHTTP2_NO_ERROR.rawValue)
        needsFlush()
    }

    func unknownMethod(_ path: String) { environment.unknownMethod(path, peer: peer, userAgent: userAgent) }

    private func openStream(_ id: Int32) -> ServerCall {
        let call = ServerCall(connection: self, streamID: id, headers: incoming.pointee.take(), arrival: receivedAt)
        let reference = Unmanaged.passRetained(call)
        call.nextOpen = firstOpen
        firstOpen?._withUnsafeGuaranteedRef { $0.previousOpen = reference }
        firstOpen = reference
        openCalls += 1
        nghttp2_session_set_stream_user_data(session, id, reference.toOpaque())
        current = call
        return call
    }

    private func closeStream(_ call: ServerCall) {
        if let previous = call.previousOpen {
            previous._withUnsafeGuaranteedRef { $0.nextOpen = call.nextOpen }
        } else {
            firstOpen = call.nextOpen
        }
        call.nextOpen?._withUnsafeGuaranteedRef { $0.previousOpen = call.previousOpen }
        call.nextOpen = nil
        call.previousOpen = nil
        openCalls -= 1
        unreadBytes -= call.unreadCost
        if current === call { current = nil }
        call.streamClosed()
        Unmanaged.passUnretained(call).release()
    }

    private func call(_ id: Int32) -> ServerCall? {
        if let current, current.streamID == id { return current }
        guard let pointer = nghttp2_session_get_stream_user_data(session, id) else { return nil }
        current = Unmanaged<ServerCall>.fromOpaque(pointer).takeUnretainedValue()
        return current
    }
}

// What nghttp2 reports, called within `receive`.
extension ServerConnection {
    func headersEnd(stream: Int32, endStream: Bool) {
        if phase == .handshake { handshakeDone() }
        openStream(stream).headersReceived(endStream: endStream)
    }

    func data(stream: Int32, _ chunk: UnsafeRawBufferPointer, endStream: Bool) {
        consumedBytes += chunk.count
        call(stream)?.received(chunk, endStream: endStream)
    }

    func dataEnd(stream: Int32, length: Int, endStream: Bool) {
        if endStream { return call(stream)?.requestFinished() ?? () }
        if length == 0 { count(.emptyData) }
    }

    /// Trailers of the request; gRPC has none, but they end it.
    func trailersEnd(stream: Int32) { call(stream)?.requestFinished() }

    /// Calls may follow in the same bytes, and the last GOAWAY has to know of them.
    func pingAcknowledged() { isDrainAcknowledged = phase == .drainNotified }

    func settingsReceived() {
        if phase == .handshake { handshakeDone() }
        count(.settings)
    }

    func count(_ frame: FloodGuard.Frame) {
        guard !flood.admit(frame, now: receivedAt), !mustClose else { return }
        mustClose = true
        environment.logger.warning("Closing a connection that floods with \(frame) frames.", metadata: ["peer": "\(peer)"])
    }

    func streamClosed(_ object: UnsafeMutableRawPointer?) {
        guard let object else { return }
        closeStream(Unmanaged<ServerCall>.fromOpaque(object).takeUnretainedValue())
    }

    private func handshakeDone() {
        phase = .open
        loop.cancelTimer(self)
    }
}
