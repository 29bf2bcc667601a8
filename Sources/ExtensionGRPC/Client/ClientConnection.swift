import CExtensionNghttp2
import NIOCore

/// One HTTP/2 connection of a client, and the calls that are open on it.
package final class ClientConnection: HTTP2Connection, @unchecked Sendable {  // mutable state is touched on `loop` only
    package struct Configuration: Sendable {
        /// Bytes of one response message, compressed or not. A longer one fails its call with RESOURCE_EXHAUSTED.
        package var maximumMessageSize = 4 << 20
        /// How long connecting may take, a TLS handshake after it, and the peer's SETTINGS after that.
        package var connectTimeout: Duration = .seconds(5)
        /// How the connection is secured; not at all by default.
        package var security: TransportSecurity?
        /// How a peer that is silent is found to be dead. Nil for not at all, the default.
        package var keepalive: Keepalive?

        package init() {}
    }

    /// What becomes of a connection.
    enum Event {
        /// The peer has sent its SETTINGS, and takes so many calls at once.
        case ready(callLimit: Int)
        case callLimit(Int)
        /// Nothing may be begun any more; what has begun goes on.
        case draining
        case closed(RPCError, hasAnswered: Bool)
    }

    private static let streamWindow: UInt32 = 4 << 20
    private static let connectionWindow: Int32 = 32 << 20
    private static let frameBytes: UInt32 = 1 << 20

    let configuration: Configuration
    /// The header block that is being received. HTTP/2 never interleaves two.
    @exclusivity(unchecked) var headers = ResponseHeaders()
    private let authority: String
    @exclusivity(unchecked) private var requestFields: [RequestFields] = []
    private var isStarted = false
    @exclusivity(unchecked) private(set) var calls: [Int32: ClientCall] = [:]
    /// The call whose frames are being received.
    @exclusivity(unchecked) private var current: ClientCall?
    @exclusivity(unchecked) private var keepalive: KeepaliveMonitor?
    private var isTimerRunning = false
    /// HTTP/2 has begun: the peer has sent its SETTINGS.
    private var isReady = false
    /// A call was answered, with whatever status.
    private var hasAnswered = false
    /// The peer takes no new calls.
    private var isDraining = false
    /// This side makes no new calls, and closes with the last one.
    private var isRetiring = false
    private var channel: (any Channel)?
    /// Where the channel goes, as text.
    private var destination = ""
    /// Told on the loop of what becomes of the connection.
    private let onEvent: @Sendable (ClientConnection, Event) -> Void

    init(
        loop: LoopContext,
        authority: String,
        configuration: Configuration,
        onEvent: @escaping @Sendable (ClientConnection, Event) -> Void = { _, _ in }
    ) {
        self.authority = authority
        self.configuration = configuration
        self.onEvent = onEvent
        keepalive = configuration.keepalive.map { KeepaliveMonitor($0, at: LoopContext.now()) }
        super.init(loop: loop, makeSession: HTTP2Session.client)
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
        guard closeReason == nil else { return output.close() }
        startTimer(at: LoopContext.now() + configuration.connectTimeout.nanoseconds)
        flush()
    }

    /// The channel that is being connected, so that this can be called off.
    func attach(_ channel: any Channel, to destination: String) throws {
        self.destination = destination
        guard closeReason == nil else { throw connectionLost }
        self.channel = channel
    }

    // MARK: Bytes

    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard closeReason == nil else { return }
        keepalive?.heard(at: LoopContext.now())
        feed(bytes)
        current = nil
    }

    // MARK: Calls

    func submit(_ call: ClientCall) {
        guard closeReason == nil else { return call.fail(connectionLost.unprocessed()) }
        var provider = call.dataProvider
        let stream = requestFields(call.request.path).withFields(of: call.request) { fields, count in
            nghttp2_submit_request(session, nil, fields, count, &provider, nil)
        }
        guard stream > 0 else { return refuse(call, HTTP2Session.message(for: stream)) }
        call.streamID = stream
        if calls.isEmpty { keepalive?.callsBegan(at: LoopContext.now()) }
        calls[stream] = call
        if isReady, !isTimerRunning { watchPeer() }
        needsFlush()
    }

    /// A client has few methods, and one string for each.
    private func requestFields(_ path: String) -> RequestFields {
        for fields in requestFields where fields.path == path { return fields }
        let fields = RequestFields(path: path, scheme: configuration.security == nil ? "http" : "https", authority: authority)
        requestFields.append(fields)
        return fields
    }

    /// HTTP/2 has no number left for another stream: this connection has done its work.
    private func refuse(_ call: ClientCall, _ reason: String) {
        onEvent(self, .draining)
        call.fail(RPCError(.unavailable, reason).unprocessed())
        retire()
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

    private var connectionLost: RPCError {
        RPCError(.unavailable, (isReady ? "the connection was lost" : "can't connect to \(destination)") + ": \(closeReason ?? "")")
    }

    /// Says goodbye to the peer and closes. Calls in flight fail with UNAVAILABLE.
    func goAway() {
        guard closeReason == nil else { return }
        nghttp2_session_terminate_session(session, NGHTTP2_NO_ERROR.rawValue)
        _ = send()
        close("it was closed on this side")
    }

    /// Closes as soon as no call is in flight.
    func retire() {
        isRetiring = true
        closeIfRetired()
    }

    private func closeIfRetired() {
        guard isRetiring, calls.isEmpty, closeReason == nil else { return }
        nghttp2_session_terminate_session(session, NGHTTP2_NO_ERROR.rawValue)
        needsFlush()
    }

    override func sessionEnded() { close(endReason) }

    private var endReason: String {
        if isRetiring { return "it was closed on this side" }
        if !isReady { return "the peer doesn't speak HTTP/2" }
        return isDraining ? "the peer takes no more calls" : "the peer broke the rules of HTTP/2"
    }

    override func endCalls() {
        channel?.close(promise: nil)
        channel = nil
        onEvent(self, .closed(connectionLost, hasAnswered: hasAnswered))
        let calls = self.calls
        self.calls = [:]
        for call in calls.values {
            call.streamClosed(isSent(call) ? connectionLost : connectionLost.unprocessed())
        }
    }

    /// Whether nghttp2 has made the header fields into bytes, which is when it opens the stream.
    private func isSent(_ call: ClientCall) -> Bool { nghttp2_session_get_stream_local_close(session, call.streamID) >= 0 }

    // MARK: Timer

    private func startTimer(at time: Int64) {
        isTimerRunning = true
        loop.startTimer(self, at: time)
    }

    override func timerFired() {
        isTimerRunning = false
        guard isReady else { return close("the peer sent no SETTINGS") }
        watchPeer()
    }

    private func watchPeer() {
        switch keepalive?.check(at: LoopContext.now(), hasCalls: !calls.isEmpty) {
        case nil, .rest: break
        case .wait(let time): startTimer(at: time)
        case .ping(let time):
            nghttp2_submit_ping(session, 0, nil)
            needsFlush()
            startTimer(at: time)
        case .giveUp: close("the peer didn't answer a PING")
        }
    }
}

// What nghttp2 reports, called within `receive` or `flush`.
extension ClientConnection {
    func headersEnd(stream: Int32, endStream: Bool) {
        let block = headers
        headers = ResponseHeaders()
        hasAnswered = true
        keepalive?.answered()
        call(stream)?.headersReceived(block, endStream: endStream)
    }

    func dataReceived(stream: Int32, _ chunk: UnsafeRawBufferPointer) {
        consumedBytes += chunk.count
        keepalive?.answered()
        call(stream)?.received(chunk)
    }

    func dataEnd(stream: Int32) { call(stream)?.responseEnded(with: nil) }

    func streamClosed(_ stream: Int32, errorCode: UInt32) {
        if current?.streamID == stream { current = nil }
        calls.removeValue(forKey: stream)?.streamClosed(TransportFailure.reset(code: errorCode))
        closeIfRetired()
    }

    /// The peer went away before the request left.
    func requestNotSent(stream: Int32) {
        calls.removeValue(forKey: stream)?.streamClosed(RPCError(.unavailable, "the peer takes no more calls").unprocessed())
    }

    func settingsReceived() {
        let limit = nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS)
        guard !isReady else { return onEvent(self, .callLimit(Int(limit))) }
        isReady = true
        loop.cancelTimer(self)
        isTimerRunning = false
        onEvent(self, .ready(callLimit: Int(limit)))
        watchPeer()
    }

    func goAwayReceived() {
        isDraining = true
        onEvent(self, .draining)
    }
}
