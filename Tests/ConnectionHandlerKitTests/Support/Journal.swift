import NIOConcurrencyHelpers

/// What handlers have seen, in order, to be looked at and waited for.
final class Journal: Sendable {
    private struct State {
        var lines: [String] = []
        var waiters: [(isThere: @Sendable ([String]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = NIOLockedValueBox(State())

    var lines: [String] { state.withLockedValue { $0.lines } }

    func write(_ line: String) {
        let due = state.withLockedValue { state in
            state.lines.append(line)
            let due = state.waiters.filter { $0.isThere(state.lines) }
            state.waiters.removeAll { $0.isThere(state.lines) }
            return due
        }
        for waiter in due { waiter.continuation.resume() }
    }

    /// Returns when the lines are so; the time limit of the suite ends the wait otherwise.
    func wait(until isThere: @escaping @Sendable ([String]) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLockedValue { state in
                    let isDue = isThere(state.lines) || Task.isCancelled
                    if !isDue { state.waiters.append((isThere, continuation)) }
                    return isDue
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            giveUp()
        }
    }

    private func giveUp() {
        let waiters = state.withLockedValue { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    func wait(for line: String) async { await wait { $0.contains(line) } }
}
