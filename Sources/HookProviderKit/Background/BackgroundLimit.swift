import NIOConcurrencyHelpers
import NIOCore

/// How many notifications of one handler may wait or run in the background, and what becomes of more.
final class BackgroundLimit: Sendable {
    enum Admission: Sendable, Hashable {
        case admitted
        /// There was no room; so many have been dropped by now.
        case dropped(Int)
    }

    private struct State {
        var pending = 0
        var dropped = 0
        var waiting = CircularBuffer<CheckedContinuation<Void, Never>>()
    }

    let limit: Int
    private let overflow: NotificationMode.Overflow
    private let state = NIOLockedValueBox(State())

    init(_ mode: NotificationMode.Background) {
        limit = mode.limit
        overflow = mode.overflow
    }

    /// How many were dropped for want of room.
    var dropped: Int { state.withLockedValue { $0.dropped } }

    /// Takes a place, waiting for one if the mode says so.
    func enter() async -> Admission {
        switch overflow.kind {
        case .dropNewest: return enterOrDrop()
        case .wait:
            await waitForPlace()
            return .admitted
        }
    }

    private func enterOrDrop() -> Admission {
        state.withLockedValue { state in
            guard state.pending < limit else {
                state.dropped += 1
                return .dropped(state.dropped)
            }
            state.pending += 1
            return .admitted
        }
    }

    private func waitForPlace() async {
        await withCheckedContinuation { continuation in
            let hasPlace = state.withLockedValue { state in
                guard state.pending < limit else {
                    state.waiting.append(continuation)
                    return false
                }
                state.pending += 1
                return true
            }
            if hasPlace { continuation.resume() }
        }
    }

    /// Gives the place back, or on to whoever has waited longest.
    func leave() {
        let next = state.withLockedValue { state in
            let next = state.waiting.popFirst()
            if next == nil { state.pending -= 1 }
            return next
        }
        next?.resume()
    }
}
