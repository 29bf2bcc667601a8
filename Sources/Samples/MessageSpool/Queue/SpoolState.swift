/// What the callers of a spool and its thread share, behind a lock.
struct SpoolState {
    /// What to do with an append.
    enum Admission {
        /// It is queued; if `wakes`, the thread has to be told.
        case queued(wakes: Bool)
        case refused(SpoolError)
        /// The spool is empty, and only those behind others were to be queued.
        case empty
    }

    var queue: AppendQueue
    var damagedSegments = 0
    private(set) var isClosed = false
    private var isWriting = false
    private var reader: CheckedContinuation<Void, Never>?

    init(_ configuration: SpoolConfiguration) {
        queue = AppendQueue(configuration)
    }

    mutating func admit(_ append: PendingAppend, unlessEmpty: Bool) -> Admission {
        if isClosed { return .refused(.closed) }
        if unlessEmpty, queue.isEmpty { return .empty }
        if let refusal = queue.refusal(of: append) { return .refused(refusal) }
        queue.accept(append)
        defer { isWriting = true }
        return .queued(wakes: !isWriting)
    }

    /// The next batch; empty when the thread may rest.
    mutating func takeBatch() -> [PendingAppend] {
        isWriting = queue.hasWaiting
        return queue.takeBatch()
    }

    /// Parks the reader, or gives it back if it needn't wait.
    mutating func park(_ continuation: CheckedContinuation<Void, Never>) -> CheckedContinuation<Void, Never>? {
        if isClosed || queue.hasStored { return continuation }
        precondition(reader == nil, "a spool has one reader")
        reader = continuation
        return nil
    }

    /// The reader, if it waits and there is something for it.
    mutating func takeReader() -> CheckedContinuation<Void, Never>? { isClosed || queue.hasStored ? takeAnyReader() : nil }

    mutating func takeAnyReader() -> CheckedContinuation<Void, Never>? {
        defer { reader = nil }
        return reader
    }

    mutating func close() { isClosed = true }
}
