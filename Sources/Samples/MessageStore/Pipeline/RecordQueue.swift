import NIOConcurrencyHelpers

/// Records that wait for their batch, in the order in which they came. Bounded.
final class RecordQueue: Sendable {
    struct Entry: Sendable {
        let record: StoreRecord
        /// Told whether the record was kept.
        let answer: @Sendable (Bool) -> Void
    }

    fileprivate struct State {
        var entries: [Entry] = []
        var byteCount = 0
        var isFinished = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let maximumRecords: Int
    private let maximumBytes: Int
    private let state = NIOLockedValueBox(State())

    init(maximumRecords: Int, maximumBytes: Int) {
        self.maximumRecords = maximumRecords
        self.maximumBytes = maximumBytes
    }

    var count: Int { state.withLockedValue { $0.entries.count } }

    /// False if there is no room, or if nothing more is taken; the answer is then never called.
    func add(_ entry: Entry) -> Bool {
        let (isTaken, waiter) = state.withLockedValue { state -> (Bool, CheckedContinuation<Void, Never>?) in
            let byteCount = entry.record.byteCount
            let hasRoom = state.entries.count < maximumRecords && (state.byteCount + byteCount <= maximumBytes || state.entries.isEmpty)
            guard !state.isFinished, hasRoom else { return (false, nil) }
            state.entries.append(entry)
            state.byteCount += byteCount
            return (true, state.waiter.take())
        }
        waiter?.resume()
        return isTaken
    }

    /// Takes nothing more; what waits is still given out.
    func finish() {
        let waiter = state.withLockedValue { state in
            state.isFinished = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// All that wait, at least one, within these bounds; nil once it is finished and empty. One caller at a time.
    func nextBatch(maximumRecords: Int, maximumBytes: Int) async -> [Entry]? {
        await waitForEntries()
        let batch = state.withLockedValue { $0.takeBatch(maximumRecords, maximumBytes) }
        return batch.isEmpty ? nil : batch
    }

    private func waitForEntries() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLockedValue { state in
                guard state.entries.isEmpty, !state.isFinished else { return true }
                state.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}

extension RecordQueue.State {
    fileprivate mutating func takeBatch(_ maximumRecords: Int, _ maximumBytes: Int) -> [RecordQueue.Entry] {
        var count = 0
        var bytes = 0
        for entry in entries.prefix(maximumRecords) {
            guard count == 0 || bytes + entry.record.byteCount <= maximumBytes else { break }
            count += 1
            bytes += entry.record.byteCount
        }
        byteCount -= bytes
        guard count < entries.count else {
            defer { entries = [] }
            return entries
        }
        defer { entries.removeFirst(count) }
        return Array(entries.prefix(count))
    }
}
