public import ConnectionHandlerKit
public import ExtensionProtocol
import Logging
import NIOConcurrencyHelpers

/// A connection without a gateway, which remembers what a handler asks for: for tests that call the handler's methods themselves.
///
/// ```swift
/// let recording = RecordingConnection()
/// var telnet = Telnet()
/// try await telnet.received("hello", on: recording.connection)
/// #expect(recording.calls == [.send(Array("you said hello\r\n".utf8))])
/// ```
public struct RecordingConnection: Sendable {
    /// What the handler is given.
    public let connection: Connection
    private let adapter: RecordingAdapter

    /// A connection of that socket. What `answer` returns for a call is thrown; by default every call succeeds.
    public init(
        socket: SocketInfo? = SocketInfo(
            type: .tcp,
            peer: Endpoint(host: "127.0.0.1", port: 10_000),
            local: Endpoint(host: "127.0.0.1", port: 7993)
        ),
        answer: @escaping @Sendable (RecordedAdapterCall) -> AdapterError? = { _ in nil }
    ) {
        adapter = RecordingAdapter(answer: answer)
        connection = Connection(id: "recording", socket: socket, adapter: adapter, logger: Logger(label: "ExtensionTestKit"))
    }

    /// What the handler has asked for so far, in order, whatever the answer was.
    public var calls: [RecordedAdapterCall] { adapter.calls.withLockedValue { $0 } }
}

private struct RecordingAdapter: GatewayAdapter {
    let calls = NIOLockedValueBox<[RecordedAdapterCall]>([])
    let answer: @Sendable (RecordedAdapterCall) -> AdapterError?

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        guard let call = RecordedAdapterCall(request) else { return }
        calls.withLockedValue { $0.append(call) }
        if let error = answer(call) { throw error }
    }
}
