import NIOConcurrencyHelpers

/// How many connections a listener may have: those that wait for their handshake count, and those whose end the handler hasn't heard of.
final class ConnectionLimit: Sendable {
    private let maximum: Int
    private let connections = NIOLockedValueBox(0)

    init(_ maximum: Int) { self.maximum = maximum }

    var count: Int { connections.withLockedValue { $0 } }

    /// Returns whether there is room for one more, and counts it. `leave` has to follow in that case.
    func enter() -> Bool {
        connections.withLockedValue { count in
            guard count < maximum else { return false }
            count += 1
            return true
        }
    }

    func leave() { connections.withLockedValue { $0 -= 1 } }
}
