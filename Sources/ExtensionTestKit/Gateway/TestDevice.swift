public import ExtensionProtocol
import NIOConcurrencyHelpers

/// A device of a ``TestGateway``: it sends, and receives what its handler sends it.
public final class TestDevice: Sendable {
    struct State {
        var client: ClientIdentity?
        var subscriptions: [TopicFilter: QoS] = [:]
        var keepalive: Duration?
        var isOpen = true
        var closeReason: String?
        /// The last event on its way to the handler, behind which the next one goes.
        var last: Task<Void, any Error>?
    }

    /// The gateway's name for the connection (`conn`).
    public let id: String
    let state = NIOLockedValueBox(State())
    let received = Mailbox<[UInt8]>()
    private let calls: HandlerCalls
    private let timeout: Duration

    init(id: String, calls: HandlerCalls, timeout: Duration) {
        self.id = id
        self.calls = calls
        self.timeout = timeout
    }

    // MARK: What has become of it

    /// Who the handler says that the device is; nil until it is authenticated.
    public var client: ClientIdentity? { state.withLockedValue { $0.client } }
    /// What the handler has subscribed the device to.
    public var subscriptions: [TopicFilter: QoS] { state.withLockedValue { $0.subscriptions } }
    /// The keepalive that the handler has started.
    public var keepalive: Duration? { state.withLockedValue { $0.keepalive } }
    /// Whether neither side has closed the connection.
    public var isOpen: Bool { state.withLockedValue { $0.isOpen } }

    // MARK: What it does

    /// Sends bytes to the handler. Returns when it has handled them; with the streaming style at once. Throws ``CallFailure``, and the
    /// connection is closed.
    public func send(_ bytes: some Sequence<UInt8>) async throws {
        let request = ReceivedBytesRequest(connection: id, bytes: Array(bytes))
        try await enqueue(.receivedBytes, request).value
    }

    /// Sends text to the handler.
    public func send(_ text: String) async throws { try await send(text.utf8) }

    /// What the handler has sent next. Throws ``GatewayFailure`` if nothing comes in time, or the connection is closed.
    public func receive() async throws -> [UInt8] {
        guard let bytes = await received.next(within: timeout) else {
            throw GatewayFailure(description: isOpen ? "The device received nothing within \(timeout)." : "The connection is closed.")
        }
        return bytes
    }

    /// The same as text.
    public func receiveText() async throws -> String { String(decoding: try await receive(), as: UTF8.self) }

    /// Has messages delivered to the handler, whatever the device has subscribed to.
    public func deliver(_ messages: Message...) async throws {
        try await enqueue(.receivedMessages, ReceivedMessagesRequest(connection: id, messages: messages)).value
    }

    /// Tells the handler that the device was silent for too long, and closes the connection, as EMQX does.
    public func expireKeepalive() async throws {
        try await enqueue(.timerTimeout, TimerTimeoutRequest(connection: id)).value
        try await disconnect(reason: "{shutdown,keepalive_timeout}")
    }

    /// Closes the connection, with a reason as EMQX writes it, and tells the handler.
    public func disconnect(reason: String = "{shutdown,tcp_closed}") async throws { try await end(reason)?.value }

    /// Waits until the handler has closed the connection. Throws ``GatewayFailure`` if it doesn't in time.
    public func waitUntilClosed() async throws {
        while isOpen {
            guard await received.next(within: timeout) != nil || !isOpen else {
                throw GatewayFailure(description: "The handler hasn't closed the connection within \(timeout).")
            }
        }
    }

    // MARK: Events

    /// Puts an event behind those that are on their way: a gateway has one of each device in flight. One that fails closes the connection.
    @discardableResult
    func enqueue(_ method: ConnectionHandlerMethod, _ request: some WireMessage) -> Task<Void, any Error> {
        state.withLockedValue { state in
            let before = state.last
            let task = Task {
                _ = await before?.result
                do {
                    try await calls.send(method, request, key: id)
                } catch {
                    end("{shutdown,{error,{\(method.callbackName),\(error)}}}")
                    throw error
                }
            }
            state.last = task
            return task
        }
    }

    /// Nil where the connection has ended already.
    @discardableResult
    func end(_ reason: String) -> Task<Void, any Error>? {
        let isFirst = state.withLockedValue { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard isFirst else { return nil }
        received.close()
        return enqueue(.socketClosed, SocketClosedRequest(connection: id, reason: reason))
    }

    /// Waits until the handler knows everything.
    func settle() async { _ = await state.withLockedValue { $0.last }?.result }
}

extension ConnectionHandlerMethod {
    /// As EMQX names it in the reason of a close: `on_received_bytes`.
    fileprivate var callbackName: String {
        rawValue.reduce(into: "") { $0 += $0.isEmpty || !$1.isUppercase ? $1.lowercased() : "_" + $1.lowercased() }
    }
}
