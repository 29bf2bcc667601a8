import ExtensionGRPC
import NIOConcurrencyHelpers

/// One call of the streaming service: whose events it brings, and how many of them aren't handled yet.
final class EventStream: Sendable {
    private struct State {
        var pending = 0
        var connection: String?
        var isShared = false
        var whenHandled: CheckedContinuation<Void, Never>?
    }

    let call: ServerCall
    private let state = NIOLockedValueBox(State())

    init(call: ServerCall) { self.call = call }

    /// Counts an event, which is to be followed by ``handled()``.
    func received() { state.withLockedValue { $0.pending += 1 } }

    /// The stream has an event of that connection. EMQX 5 has a stream for each connection, EMQX 4 streams for many.
    func carries(_ connection: String) {
        state.withLockedValue { state in
            state.isShared = state.isShared || (state.connection ?? connection) != connection
            state.connection = connection
        }
    }

    /// Whether connections depend on the stream beside the one whose event is at hand, so that it mustn't wait for that.
    var isShared: Bool { state.withLockedValue { $0.isShared } }

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
