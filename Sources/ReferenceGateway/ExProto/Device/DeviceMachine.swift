import ExtensionGRPC
import ExtensionProtocol

/// What happens on a device's connection, and what is to be done about it. It does no IO and knows no clock: times are nanoseconds of any.
///
/// The calls of its handler are made one at a time and in order; OnSocketClosed is the last one, and is made in any case.
struct DeviceMachine: Sendable {
    /// What is to be done, in order.
    enum Effect: Sendable, Hashable {
        case call(HandlerCall, number: Int)
        /// The call under way takes too long for a connection that has ended.
        case cancelCall
        case pauseReading
        case resumeReading
        /// What was written before goes out first if the reason is ``CloseReason/normal``.
        case closeSocket(CloseReason)
        /// The client is one no more.
        case disconnect(CloseReason)
        /// Nothing follows.
        case end
    }

    enum Client: Sendable, Hashable {
        case unknown
        case authenticating
        case connected
    }

    private enum Phase: Sendable, Hashable {
        /// The socket isn't ready, or its handshake isn't done.
        case connecting
        case open
        /// The handler is to hear the rest.
        case closed(CloseReason)
        case ended
    }

    private(set) var client = Client.unknown
    private var phase = Phase.connecting
    private var timers = DeviceTimers()
    private var queue = CallQueue()
    private var isPaused = false
    private var effects: [Effect] = []

    var isOpen: Bool { phase == .open }

    /// Whether the handler's answer to this call is still waited for.
    func isUnderWay(_ number: Int) -> Bool { queue.current == number }

    mutating func takeEffects() -> [Effect] {
        guard !effects.isEmpty else { return [] }
        defer { effects = [] }
        return effects
    }

    // MARK: The socket

    mutating func opened(idleTimeout: Duration, now: Int64) {
        phase = .open
        timers.opened(idleTimeout: idleTimeout, now: now)
        queue.append(.socketCreated)
        makeNextCall()
    }

    mutating func received(_ bytes: [UInt8], now: Int64) {
        guard isOpen, !bytes.isEmpty else { return }
        timers.received(now: now)
        queue.append(.receivedBytes(bytes))
        makeNextCall()
        guard queue.isFull, !isPaused else { return }
        isPaused = true
        effects.append(.pauseReading)
    }

    /// Ends the connection, for a reason of the socket or of the gateway; the first one counts.
    mutating func close(_ reason: CloseReason, now: Int64) {
        guard isOpen else { return }
        phase = .closed(reason)
        timers.closed(now: now)
        effects.append(.closeSocket(reason))
        if client == .connected { effects.append(.disconnect(reason)) }
        client = .unknown
        queue.append(.socketClosed(reason))
        makeNextCall()
    }

    // MARK: The handler

    mutating func callFinished(_ number: Int, _ method: ConnectionHandlerMethod, _ status: RPCStatus, now: Int64) {
        guard queue.finished(number) else { return }
        if method == .socketClosed {
            phase = .ended
            timers.ended()
            return effects.append(.end)
        }
        if status.code != .ok { callFailed(.callbackFailed(method, status), now: now) }
        makeNextCall()
        guard isPaused, isOpen, queue.hasRoom else { return }
        isPaused = false
        effects.append(.resumeReading)
    }

    /// What still waits is for a handler that has lost the thread: it only learns that the connection has ended.
    private mutating func callFailed(_ reason: CloseReason, now: Int64) {
        queue.removeWaiting()
        if case .closed(let first) = phase { return queue.append(.socketClosed(first)) }
        close(reason, now: now)
    }

    private mutating func makeNextCall() {
        guard let (call, number) = queue.next() else { return }
        effects.append(.call(call, number: number))
    }

    // MARK: The client

    /// Nil if the broker is to be asked, else the answer.
    mutating func beginAuthentication() -> CodeResponse? {
        guard isOpen else { return .socketDisconnected }
        guard client == .unknown else { return .duplicateAuthentication }
        client = .authenticating
        return nil
    }

    /// Returns false if the connection has ended meanwhile: then the session is nobody's.
    mutating func authenticated(for lifetime: Duration?, now: Int64) -> Bool {
        guard isOpen else { return false }
        client = .connected
        timers.authenticated(for: lifetime, now: now)
        return true
    }

    mutating func authenticationFailed() {
        if client == .authenticating { client = .unknown }
    }

    mutating func startKeepalive(_ interval: Duration, now: Int64) { timers.startKeepalive(interval, now: now) }

    mutating func deliveriesAvailable() {
        guard client == .connected else { return }
        queue.appendMessages()
        makeNextCall()
    }

    /// The broker has ended the client.
    mutating func sessionEnded(_ end: SessionEnd, now: Int64) {
        guard isOpen else { return }
        client = .unknown
        close(CloseReason(end), now: now)
    }

    // MARK: Time

    /// When `timeHasCome` is to be called; nil for never.
    var deadline: Int64? { timers.deadline }

    /// A device whose bytes nobody has read yet isn't a silent one: its handler may be behind, or the event loop.
    mutating func timeHasCome(hasUnreadBytes: Bool, now: Int64) {
        if hasUnreadBytes { timers.received(now: now) }
        switch timers.expired(now: now) {
        case .idle?: close(.idleTimeout, now: now)
        case .session?: close(.expired, now: now)
        case .keepalive?:
            queue.append(.timerTimeout)
            close(.keepaliveTimeout, now: now)
        // It loses what came before the end, and has as long again for OnSocketClosed.
        case .closing?: effects.append(.cancelCall)
        case nil: break
        }
    }
}
