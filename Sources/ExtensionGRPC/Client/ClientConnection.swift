import CExtensionNghttp2
import NIOCore

/// One HTTP/2 connection of a client: an nghttp2 session, and the calls that are open on it. It does no IO itself.
package final class ClientConnection: TimerWheelEntry, LoopFlushable, @unchecked Sendable {  // mutable state is touched on `loop` only
    package struct Configuration: Sendable {
        /// Bytes of one response message, compressed or not. A longer one fails its call with RESOURCE_EXHAUSTED.
        package var maximumMessageSize = 4 << 20
        /// How long connecting may take.
        package var connectTimeout: Duration = .seconds(5)
        /// How often a PING is sent; when one isn't answered before the next is due, the connection is given up. Nil for never.
        package var pingInterval: Duration?

        package init() {}
    }

    private static let streamWindow: UInt32 = 4 << 20
    private static let connectionWindow: Int32 = 32 << 20
    private static let frameBytes: UInt32 = 1 << 20

    let loop: LoopContext
    let configuration: Configuration
    /// The header block that is being received. HTTP/2 never interleaves two.
    var headers = ResponseHeaders()
    private let authority: String
    private let session: OpaquePointer
    private weak var output: (any ConnectionOutput)?
    private(set) var calls: [Int32: ClientCall] = [:]
    /// The call whose frames are being received.
    private var current: ClientCall?
    private var isReceiving = false
    private var isFlushPending = false
    private var isPingUnanswered = false
    private var consumedBytes = 0
    /// Why the connection was closed, or is about to be.
    private var closeReason: String?
    private var isClosed = false

    init(loop: LoopContext, authority: String, configuration: Configuration) {
        self.loop = loop
        self.authority = authority
        self.configuration = configuration
        session = HTTP2Session.client()
        super.init()
        nghttp2_session_set_user_data(session, Unmanaged.passUnretained(self).toOpaque())
        HTTP2Session.submit(
            settings: [
                (NGHTTP2_SETTINGS_ENABLE_PUSH, 0),
                (NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, Self.streamWindow),
                (NGHTTP2_SETTINGS_MAX_FRAME_SIZE, Self.frameBytes),
            ],
            to: session
        )
        nghttp2_session_set_local_window_size(session, 0, 0, Self.connectionWindow)
    }

    deinit { nghttp2_session_del(session) }

    func start(output: any ConnectionOutput) {
        self.output = output
        startPingTimer()
        flush()
    }

    // MARK: Bytes

    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard closeReason == nil else { return }
        isReceiving = true
        let failure = HTTP2Session.receive(bytes, session)
        isReceiving = false
        current = nil
        nghttp2_session_consume_connection(session, consumedBytes)
        consumedBytes = 0
        if let failure { close("HTTP/2 failed: \(HTTP2Session.message(for: failure))") }
        if let closeReason { close(closeReason) }
    }

    /// Sends what the session has to send, as much as the channel takes.
    func flush() {
        isFlushPending = false
        guard let output, !isReceiving, !isClosed else { return }
        var isDrained = false
        while !isDrained, !isClosed, output.isWritable {
            let failure = loop.withScratch { buffer in
                let failure = HTTP2Session.drain(session, into: &buffer)
                isDrained = buffer.readableBytes < HTTP2Session.drainLimit
                if buffer.readableBytes > 0 { output.write(buffer) }
                return failure
            }
            if let failure { return close("HTTP/2 failed: \(HTTP2Session.message(for: failure))") }
        }
        if isDrained, !HTTP2Session.wantsAnything(session) { close("the peer takes no more calls") }
    }

    private func needsFlush() {
        guard !isReceiving, !isFlushPending else { return }
        isFlushPending = true
        loop.flushLater(self)
    }

    // MARK: Calls

    func submit(_ call: ClientCall) {
        guard closeReason == nil else { return call.fail(connectionLost) }
        var provider = call.dataProvider
        let stream = call.request.headerBlock(authority: authority).withFields { fields, count in
            nghttp2_submit_request(session, nil, fields, count, &provider, nil)
        }
        guard stream > 0 else { return call.fail(RPCError(.unavailable, HTTP2Session.message(for: stream))) }
        call.streamID = stream
        calls[stream] = call
        needsFlush()
    }

    func resumeRequest(_ call: ClientCall) {
        nghttp2_session_resume_data(session, call.streamID)
        needsFlush()
    }

    func reset(_ call: ClientCall, _ code: nghttp2_error_code) {
        nghttp2_submit_rst_stream(session, 0, call.streamID, code.rawValue)
        needsFlush()
    }

    func consumed(_ count: Int, by call: ClientCall) {
        nghttp2_session_consume_stream(session, call.streamID, count)
        needsFlush()
    }

    private func call(_ stream: Int32) -> ClientCall? {
        if let current, current.streamID == stream { return current }
        current = calls[stream]
        return current
    }

    // MARK: Ends

    private var connectionLost: RPCError { RPCError(.unavailable, "the connection was lost: \(closeReason ?? "")") }

    /// Says goodbye to the peer and closes. Calls in flight fail with UNAVAILABLE.
    func goAway() {
        guard closeReason == nil else { return }
        let reason = "it was closed on this side"
        closeReason = reason
        nghttp2_session_terminate_session(session, NGHTTP2_NO_ERROR.rawValue)
        flush()
        close(reason)
    }

    private func close(_ reason: String) {
        closeReason = closeReason ?? reason
        guard !isReceiving else { return }
        output?.close()
        disconnected(reason)
    }

    /// The connection is gone. Every call on it fails.
    func disconnected(_ reason: String) {
        guard !isClosed else { return }
        isClosed = true
        closeReason = closeReason ?? reason
        loop.cancelTimer(self)
        for call in calls.values { call.streamClosed(connectionLost) }
        calls = [:]
    }

    // MARK: Keepalive

    private func startPingTimer() {
        guard let interval = configuration.pingInterval else { return }
        loop.startTimer(self, at: LoopContext.now() + interval.nanoseconds)
    }

    override func timerFired() {
        guard !isPingUnanswered else { return close("the peer didn't answer a PING") }
        isPingUnanswered = true
        nghttp2_submit_ping(session, 0, nil)
        needsFlush()
        startPingTimer()
    }
}

// What nghttp2 reports, called within `receive` or `flush`.
extension ClientConnection {
    func headersEnd(stream: Int32, endStream: Bool) {
        let block = headers
        headers = ResponseHeaders()
        call(stream)?.headersReceived(block, endStream: endStream)
    }

    func dataReceived(stream: Int32, _ chunk: UnsafeRawBufferPointer) {
        consumedBytes += chunk.count
        call(stream)?.received(chunk)
    }

    func dataEnd(stream: Int32) { call(stream)?.responseEnded(with: nil) }

    func streamClosed(_ stream: Int32, errorCode: UInt32) {
        if current?.streamID == stream { current = nil }
        calls.removeValue(forKey: stream)?.streamClosed(TransportFailure.reset(code: errorCode))
    }

    func pingAcknowledged() { isPingUnanswered = false }
}
