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
        /// By number, in the order of arrival.
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        var numbers = CircularBuffer<Int>()
        var nextNumber = 0
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
            return await waitForPlace() ? .admitted : .dropped(state.withLockedValue { $0.dropped })
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

    /// False where the call ended before there was room.
    private func waitForPlace() async -> Bool {
        let number = state.withLockedValue { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0, number) }
        } onCancel: {
            giveUp(number)
        }
    }

    private func wait(_ continuation: CheckedContinuation<Bool, Never>, _ number: Int) {
        let hasPlace: Bool? = state.withLockedValue { state in
            if Task.isCancelled {
                state.dropped += 1
                return false
            }
            guard state.pending >= limit else {
                state.pending += 1
                return true
            }
            state.waiting[number] = continuation
            state.numbers.append(number)
            return nil
        }
        if let hasPlace { continuation.resume(returning: hasPlace) }
    }

    private func giveUp(_ number: Int) {
        let continuation = state.withLockedValue { state in
            let continuation = state.waiting.removeValue(forKey: number)
            if continuation != nil { state.dropped += 1 }
            return continuation
        }
        continuation?.resume(returning: false)
    }

    /// Gives the place back, or on to whoever has waited longest.
    func leave() {
        let next: CheckedContinuation<Bool, Never>? = state.withLockedValue { state in
            while let number = state.numbers.popFirst() {
                if let continuation = state.waiting.removeValue(forKey: number) { return continuation }
            }
            state.pending -= 1
            return nil
        }
        next?.resume(returning: true)
    }
}
