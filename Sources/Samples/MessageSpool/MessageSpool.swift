package import Logging
import NIOConcurrencyHelpers

/// Keeps records on the disk, in order, until they are removed: what was acknowledged outlives `kill -9` and power cuts.
///
/// Any number of tasks append; whoever comes while the disk is busy joins the next fsync. One reader takes the oldest records with `next`
/// and, when they are where they belong, removes them.
///
/// Records can come twice: after a crash, those that were removed since their position was last stored (4 MiB of them at most); and the
/// batch during which the disk failed. When the spool has run empty, nothing of before comes again. So handling a record must be idempotent.
///
/// The files are described at `SegmentHeader`, `Frame` and `Checkpoint`. A directory belongs to one spool at a time.
package final class MessageSpool: Sendable {
    private let worker: SpoolWorker

    private init(_ worker: SpoolWorker) {
        self.worker = worker
    }

    /// Opens a directory, makes it if it is missing, and reads all segments that are there. From then on the process ignores SIGXFSZ, so
    /// that a file size limit is an error like a full disk. Whoever opens a spool has to shut it down.
    package static func open(_ configuration: SpoolConfiguration, logger: Logger) async throws(SpoolError) -> MessageSpool {
        let worker = SpoolWorker(configuration)
        try await worker.open(configuration, logger: logger)
        return MessageSpool(worker)
    }

    /// Returns when the records are on the disk, in this order, behind those of all appends that have returned. When it throws, none is
    /// acknowledged. Cancelling the task doesn't hasten it.
    package func append(_ records: [[UInt8]]) async throws(SpoolError) { _ = try await append(records, unlessEmpty: false) }

    /// Returns when the record is on the disk, behind those of all appends that have returned.
    package func append(_ record: [UInt8]) async throws(SpoolError) { try await append([record]) }

    /// Appends like `append` if the spool isn't empty, and else returns false and does nothing. An append at the same time comes either
    /// before the decision, or after it.
    package func appendUnlessEmpty(_ records: [[UInt8]]) async throws(SpoolError) -> Bool {
        try await append(records, unlessEmpty: true)
    }

    /// The oldest records that weren't removed: at least one whatever its size, and no more than the limits allow. Nil when none is on the
    /// disk. Gives the same records again until they are removed. For one task at a time.
    package func next(maximumRecords: Int, maximumBytes: Int) async throws(SpoolError) -> SpoolBatch? {
        try await worker.withLog { log throws(StorageFailure) in
            try log.read(maximumRecords: maximumRecords, maximumBytes: maximumBytes)
        }
    }

    /// Forgets the records of the batch that `next` gave last. When the disk fails, that is logged, and they may come again after a restart.
    package func remove(_ batch: SpoolBatch) async {
        // Only a spool that is shut down throws, and there they simply stay.
        try? await worker.withLog { log throws(StorageFailure) in log.remove(batch) }
    }

    /// The oldest records, for somebody to look at; nothing is removed.
    package func firstRecords(_ count: Int) async throws(SpoolError) -> [[UInt8]] {
        try await worker.withLog { (log) throws(StorageFailure) in try log.firstRecords(count) }
    }

    /// Waits until `next` has something to give. False when the spool is shut down or the task is cancelled. For one task at a time.
    package func waitForRecords() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                worker.state.withLockedValue { Task.isCancelled ? continuation : $0.park(continuation) }?.resume()
            }
        } onCancel: {
            worker.state.withLockedValue { $0.takeAnyReader() }?.resume()
        }
        return worker.state.withLockedValue { !$0.isClosed } && !Task.isCancelled
    }

    /// Whether nothing is being appended, and everything that was appended is removed.
    package var isEmpty: Bool { worker.state.withLockedValue { $0.queue.isEmpty } }

    package var depth: SpoolDepth { worker.state.withLockedValue { $0.queue.depth } }

    /// How many segments were found damaged since the spool was opened. They are kept in the directory, as `*.damaged`.
    package var damagedSegments: Int { worker.state.withLockedValue { $0.damagedSegments } }

    /// Refuses new appends, writes those that wait, and releases the directory.
    package func shutDown() async {
        let reader = worker.state.withLockedValue { state in
            state.close()
            return state.takeReader()
        }
        reader?.resume()
        await worker.close()
    }

    /// False when it was for others to append only.
    private func append(_ records: [[UInt8]], unlessEmpty: Bool) async throws(SpoolError) -> Bool {
        if records.isEmpty { return !unlessEmpty || !isEmpty }
        let result: Result<Bool, SpoolError> = await withCheckedContinuation { continuation in
            let append = PendingAppend(records) { continuation.resume(returning: $0.map { true }) }
            switch worker.state.withLockedValue({ $0.admit(append, unlessEmpty: unlessEmpty) }) {
            case .queued(let wakes): if wakes { worker.wake() }
            case .refused(let error): continuation.resume(returning: .failure(error))
            case .empty: continuation.resume(returning: .success(false))
            }
        }
        return try result.get()
    }
}
