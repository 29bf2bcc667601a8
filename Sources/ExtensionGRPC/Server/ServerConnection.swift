import CExtensionNghttp2
import Logging
import NIOCore

/// One HTTP/2 connection at a server, and the calls that are open on it.
final class ServerConnection: HTTP2Connection {
    private enum Phase {
        case handshake, open, drainNotified, draining
    }

    let environment: ServerEnvironment
    let peer: ConnectedPeer
    /// Behind a pointer, since it's written a dozen times per call and a class's property costs an exclusivity check each time.
    let incoming: UnsafeMutablePointer<IncomingHeaders>
    var userAgent: String { incoming.pointee.userAgent.text }
    /// Bytes of requests that wait for their end or for their handler, over all calls.
    var unfinishedBytes = 0
    private var unreadBytes = 0
    private var phase = Phase.handshake
    private var sniffer: ProtocolSniffer? = ProtocolSniffer()
    private var flood: FloodGuard
    private var firstOpen: Unmanaged<ServerCall>?
    private(set) var openCalls = 0
    private var isDrainAcknowledged = false
    /// The time of the bytes that are being received: one look at the clock for all calls in them.
    private var receivedAt: Int64
    /// The call whose header block or data is being received.
    private var current: ServerCall?

    var limits: ServerLimits { environment.limits }

    init(loop: LoopContext, environment: ServerEnvironment, peer: ConnectedPeer) {
        self.environment = environment
        self.peer = peer
        receivedAt = LoopContext.now()
        flood = FloodGuard(now: receivedAt)
        incoming = .allocate(capacity: 1)
        incoming.initialize(to: IncomingHeaders(methods: environment.methods, limit: environment.limits.headerListBytes))
        super.init(loop: loop, makeSession: HTTP2Session.server)
    }

    deinit {
        incoming.deinitialize(count: 1)
        incoming.deallocate()
    }

    func start(output: any ConnectionOutput) {
        self.output = output
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
        guard closeReason == nil, isHTTP2(bytes) else { return }
        receivedAt = LoopContext.now()
        feed(bytes)
        current = nil
        startDeadlines()
        if isDrainAcknowledged { finishDrain() }
    }

    /// Looks at the preface until it's complete, and ends a connection that speaks something else.
    private func isHTTP2(_ bytes: UnsafeRawBufferPointer) -> Bool {
        switch sniffer?.receive(bytes) {
        case .other(let name)?:
            environment.logger.warning("Closing a connection that doesn't speak HTTP/2, but \(name).", metadata: metadata)
            close("it doesn't speak HTTP/2")
            return false
        case .http2?: sniffer = nil
        case .needsMore?, nil: break
        }
        return true
    }

    /// Nearly every call has been answered by now, and needs no timer. The calls that these bytes opened are the first of the list.
    private func startDeadlines() {
        var next = firstOpen
        while let call = next?.takeUnretainedValue(), call.arrival == receivedAt {
            call.startDeadline()
            next = call.nextOpen
        }
    }

    func consumed(_ count: Int, stream: Int32) {
        nghttp2_session_consume_stream(session, stream, count)
        needsFlush()
    }

    // MARK: Ends

    private var metadata: Logger.Metadata { ["peer": "\(peer.address)"] }

    override func fail(_ reason: String) {
        environment.logger.info("Closing a connection: \(reason).", metadata: metadata)
        close(reason)
    }

    /// A peer that is told to go away closes the connection itself.
    override func sessionEnded() {
        if phase != .drainNotified, phase != .draining { close("the session has ended") }
    }

    override func endCalls() {
        while let call = firstOpen?.takeUnretainedValue() { closeStream(call) }
    }

    /// Begins a graceful end (RFC 9113, 6.8): a GOAWAY that still takes every stream, then, after a round trip, one that takes no more.
    /// The socket is left to the peer: EMQX loses the last answer when it is closed behind a GOAWAY.
    func beginDrain() {
        guard !isClosed, phase == .handshake || phase == .open else { return }
        phase = .drainNotified
        nghttp2_submit_shutdown_notice(session)
        nghttp2_submit_ping(session, 0, nil)
        loop.startTimer(self, at: LoopContext.now() + 1_000_000_000)
        needsFlush()
    }

    private func finishDrain() {
        guard !isClosed, phase == .drainNotified else { return }
        phase = .draining
        loop.cancelTimer(self)
        let last = nghttp2_session_get_last_proc_stream_id(session)
        nghttp2_submit_goaway(session, 0, last, NGHTTP2_NO_ERROR.rawValue, nil, 0)
        needsFlush()
    }

    /// The bound of a drain: whatever is left is cut off.
    func abort() { close("the time to drain is over") }

    override func timerFired() {
        switch phase {
        case .handshake: fail("no HTTP/2 preface within \(limits.handshakeTimeout)")
        case .drainNotified: finishDrain()
        case .open, .draining: break
        }
    }

    // MARK: Calls

    func submitResponse(_ call: ServerCall, gzip: Bool, metadata: RPCMetadata) {
        ServerResponse.submit(call, gzip: gzip, metadata: metadata, to: session)
        unreadBytes += call.unreadCost
        if unreadBytes > limits.unreadBytesPerConnection { closeForUnreadAnswers() }
        needsFlush()
    }

    func submitTrailersOnly(_ call: ServerCall, status: RPCStatus, metadata: RPCMetadata) {
        ServerResponse.submitTrailersOnly(call, status: status, metadata: metadata, to: session)
        needsFlush()
    }

    /// Trailers that don't wait until the peer takes the data before them.
    func submitTrailers(_ call: ServerCall) {
        ServerResponse.submitTrailers(call, to: session)
        needsFlush()
    }

    func submitHTTPError(_ call: ServerCall, status: String) {
        ServerResponse.submitHTTPError(call, status: status, to: session)
        needsFlush()
    }

    private func closeForUnreadAnswers() {
        guard closeReason == nil else { return }
        environment.logger.warning("Closing a connection that doesn't take its answers.", metadata: metadata)
        closeLater("it doesn't take its answers")
    }

    func resumeResponse(_ call: ServerCall) {
        nghttp2_session_resume_data(session, call.streamID)
        needsFlush()
    }

    func reset(_ call: ServerCall) {
        nghttp2_submit_rst_stream(session, 0, call.streamID, NGHTTP2_NO_ERROR.rawValue)
        needsFlush()
    }

    func unknownMethod(_ path: String) { environment.unknownMethod(path, peer: peer.address, userAgent: userAgent) }

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
        guard !flood.admit(frame, now: receivedAt), closeReason == nil else { return }
        environment.logger.warning("Closing a connection that floods with \(frame) frames.", metadata: metadata)
        closeLater("it floods")
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
