import ExtensionGRPC
import NIOConcurrencyHelpers

/// One call of the streaming service: whose events it brings, and how many of them aren't handled yet.
final class EventStream: Sendable {
    private struct State {
        var pending = 0
        var connection: String?
        var isShared = false
        /// Whose handler the stream waits for.
        var waitingFor: ConnectionSession?
        var whenHandled: CheckedContinuation<Void, Never>?
    }

    let call: ServerCall
    private let state = NIOLockedValueBox(State())
    private let onSecondConnection: @Sendable (EventStream) -> Void

    /// `onSecondConnection` is called when the stream turns out to be many connections'.
    init(call: ServerCall, onSecondConnection: @escaping @Sendable (EventStream) -> Void) {
        self.call = call
        self.onSecondConnection = onSecondConnection
    }

    /// Ends the call as if the gateway had.
    func endCall() { call.respond(byteCount: 0) { _ in } }

    /// Counts an event, which is to be followed by ``handled()``.
    func received() { state.withLockedValue { $0.pending += 1 } }

    /// The stream has an event of that connection. EMQX 5 has a stream for each connection, EMQX 4 streams for many.
    func carries(_ connection: String) {
        let isSecond = state.withLockedValue { state in
            defer { state.connection = connection }
            return !state.isShared && (state.connection ?? connection) != connection
        }
        if isSecond { onSecondConnection(self) }
    }

    /// Whether connections depend on the stream beside the one whose event is at hand, so that it mustn't wait for that.
    var isShared: Bool { state.withLockedValue { $0.isShared } }

    /// Has the stream wait for no connection from now on.
    func share() {
        let session = state.withLockedValue { state in
            state.isShared = true
            return state.waitingFor
        }
        session?.wakeStreams()
    }

    /// Waits until an event more of that connection finds room, or the stream mustn't wait any more.
    func waitForRoom(in session: ConnectionSession) async {
        state.withLockedValue { $0.waitingFor = session }
        await session.roomForMore { self.isShared }
        state.withLockedValue { $0.waitingFor = nil }
    }

    func handled() {
        let waiter: CheckedContinuation<Void, Never>? = state.withLockedValue { state in
            state.pending -= 1
            guard state.pending == 0 else { return nil }
            defer { state.whenHandled = nil }
            return state.whenHandled
        }
        waiter?.resume()
    }

    /// Waits until every event is handled.
    func allHandled() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLockedValue { state in
                if state.pending > 0 { state.whenHandled = continuation }
                return state.pending == 0
            }
            if isDone { continuation.resume() }
        }
    }
}
