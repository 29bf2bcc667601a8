import CExtensionNghttp2
import NIOCore

/// One HTTP/2 connection of a client, and the calls that are open on it.
package final class ClientConnection: HTTP2Connection, @unchecked Sendable {  // mutable state is touched on `loop` only
    package struct Configuration: Sendable {
        /// Bytes of one response message, compressed or not. A longer one fails its call with RESOURCE_EXHAUSTED.
        package var maximumMessageSize = 4 << 20
        /// How long connecting may take, and a TLS handshake after it.
        package var connectTimeout: Duration = .seconds(5)
        /// How the connection is secured; not at all by default.
        package var security: TransportSecurity?
        /// How often a PING is sent; when one isn't answered before the next is due, the connection is given up. Nil for never.
        package var pingInterval: Duration?

        package init() {}
    }

    private static let streamWindow: UInt32 = 4 << 20
    private static let connectionWindow: Int32 = 32 << 20
    private static let frameBytes: UInt32 = 1 << 20

    let configuration: Configuration
    /// The header block that is being received. HTTP/2 never interleaves two.
    var headers = ResponseHeaders()
    private let authority: String
    private var isStarted = false
    private(set) var calls: [Int32: ClientCall] = [:]
    /// The call whose frames are being received.
    private var current: ClientCall?
    private var isPingUnanswered = false

    init(loop: LoopContext, authority: String, configuration: Configuration) {
        self.authority = authority
        self.configuration = configuration
        super.init(loop: loop, session: HTTP2Session.client())
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

    func start(output: any ConnectionOutput) {
        guard !isStarted else { return }
        isStarted = true
        self.output = output
        startPingTimer()
        flush()
    }

    // MARK: Bytes

    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard closeReason == nil else { return }
        feed(bytes)
        current = nil
    }

    // MARK: Calls

    func submit(_ call: ClientCall) {
        guard closeReason == nil else { return call.fail(connectionLost) }
        var provider = call.dataProvider
        let scheme = configuration.security == nil ? "http" : "https"
        let stream = call.request.headerBlock(scheme: scheme, authority: authority).withFields { fields, count in
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
        nghttp2_session_terminate_session(session, NGHTTP2_NO_ERROR.rawValue)
        _ = send()
        close("it was closed on this side")
    }

    override func sessionEnded() { close("the peer takes no more calls") }

    override func endCalls() {
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
