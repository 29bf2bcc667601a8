import NIOConcurrencyHelpers

/// Things that come one after the other, and one who waits for them.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
        var waiter: CheckedContinuation<Element?, Never>?
        /// The number of the wait, so that a timeout ends no later one.
        var wait = 0
        /// The wait that is over, perhaps before it has begun.
        var expired = 0
    }

    private let state = NIOLockedValueBox(State())

    func append(_ element: Element) {
        let waiter: CheckedContinuation<Element?, Never>? = state.withLockedValue { state in
            guard let waiter = state.waiter else {
                state.elements.append(element)
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume(returning: element)
    }

    /// Nothing more will come.
    func close() {
        let waiter = state.withLockedValue { state in
            state.isClosed = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: nil)
    }

    /// The next thing; nil when there is none in time, or will never be one.
    func next(within bound: Duration) async -> Element? {
        let number = state.withLockedValue { state in
            state.wait += 1
            return state.wait
        }
        let timeout = Task {
            try await Task.sleep(for: bound)
            giveUp(number)
        }
        defer { timeout.cancel() }
        return await withCheckedContinuation { take($0) }
    }

    private func take(_ continuation: CheckedContinuation<Element?, Never>) {
        let element: Element?? = state.withLockedValue { state in
            if !state.elements.isEmpty { return .some(state.elements.removeFirst()) }
            if state.isClosed || state.expired == state.wait { return .some(nil) }
            precondition(state.waiter == nil, "two tasks wait for one device")
            state.waiter = continuation
            return nil
        }
        if let element { continuation.resume(returning: element) }
    }

    private func giveUp(_ number: Int) {
        let waiter: CheckedContinuation<Element?, Never>? = state.withLockedValue { state in
            guard state.wait == number else { return nil }
            state.expired = number
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: nil)
    }
}
