import NIOConcurrencyHelpers

/// Remembers what happens, in order, to be looked at and waited for.
final class EventQueue<Event: Sendable>: Sendable {
    private struct Waiter: Sendable {
        let isWanted: @Sendable (Event) -> Bool
        let continuation: CheckedContinuation<Event?, Never>
        let giveUp: Task<Void, Never>

        func resume(_ event: Event?) {
            giveUp.cancel()
            continuation.resume(returning: event)
        }
    }

    private struct State: Sendable {
        var events: [Event] = []
        /// How many events have been waited for.
        var taken = 0
        var waiter: Waiter?
        var hasEnded = false
    }

    private let state = NIOLockedValueBox(State())

    var all: [Event] { state.withLockedValue { $0.events } }

    func append(_ event: Event) {
        let waiter = state.withLockedValue { state in
            state.events.append(event)
            guard let waiter = state.waiter, waiter.isWanted(event) else { return nil as Waiter? }
            state.taken = state.events.count
            state.waiter = nil
            return waiter
        }
        waiter?.resume(event)
    }

    /// No more events come: who waits gets nil.
    func finish() { stopWaiting { $0.hasEnded = true } }

    private func stopWaiting(_ body: (inout State) -> Void) {
        let waiter = state.withLockedValue { state in
            body(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(nil)
    }

    /// The next event like this, past those waited for before; nil when it doesn't come in a test's time. One waits at a time.
    func next(where isWanted: @escaping @Sendable (Event) -> Bool = { _ in true }) async -> Event? {
        await withCheckedContinuation { continuation in
            let found: Event?? = state.withLockedValue { state in
                if let index = state.events[state.taken...].firstIndex(where: isWanted) {
                    state.taken = index + 1
                    return state.events[index]
                }
                guard !state.hasEnded else { return .some(nil) }
                let giveUp = Task {
                    guard (try? await Task.sleep(for: .seconds(15))) != nil else { return }
                    self.stopWaiting { _ in }
                }
                state.waiter = Waiter(isWanted: isWanted, continuation: continuation, giveUp: giveUp)
                return nil
            }
            if let found { continuation.resume(returning: found) }
        }
    }
}
