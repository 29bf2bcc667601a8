import NIOConcurrencyHelpers

/// What happened, in order, for tests to look at and to wait for.
struct Journal<Entry: Sendable & Equatable>: Sendable {
    private struct State {
        var entries: [Entry] = []
        var waiting: [(count: Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state = NIOLockedValueBox(State())

    var entries: [Entry] { state.withLockedValue { $0.entries } }

    func add(_ entry: Entry) {
        let ready = state.withLockedValue { state in
            state.entries.append(entry)
            let count = state.entries.count
            defer { state.waiting.removeAll { $0.count <= count } }
            return state.waiting.filter { $0.count <= count }
        }
        for (_, continuation) in ready { continuation.resume() }
    }

    /// Waits until so much has happened, and returns it.
    @discardableResult
    func wait(for count: Int) async -> [Entry] {
        await withCheckedContinuation { continuation in
            let isReady = state.withLockedValue { state in
                guard state.entries.count < count else { return true }
                state.waiting.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
        return entries
    }
}
