import NIOConcurrencyHelpers

/// How many connections a listener may have: those that wait for their handshake count, and those whose end the handler hasn't heard of.
final class ConnectionLimit: Sendable {
    private let state: NIOLockedValueBox<(count: Int, maximum: Int)>

    init(_ maximum: Int) { state = NIOLockedValueBox((0, maximum)) }

    var count: Int { state.withLockedValue { $0.count } }

    /// Connections that are there stay, however many they are.
    func change(to maximum: Int) { state.withLockedValue { $0.maximum = maximum } }

    /// Returns whether there is room for one more, and counts it. `leave` has to follow in that case.
    func enter() -> Bool {
        state.withLockedValue { state in
            guard state.count < state.maximum else { return false }
            state.count += 1
            return true
        }
    }

    func leave() { state.withLockedValue { $0.count -= 1 } }
}
