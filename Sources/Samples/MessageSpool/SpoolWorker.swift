import Logging
import NIOConcurrencyHelpers
import NIOPosix

/// The thread that does all that a spool does on the disk, one thing after the other.
final class SpoolWorker: @unchecked Sendable {  // `log` is touched on the thread only
    let state: NIOLockedValueBox<SpoolState>
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private var log: SegmentLog?

    init(_ configuration: SpoolConfiguration) {
        state = NIOLockedValueBox(SpoolState(configuration))
        thread.start()
    }

    /// Recovers what is in the directory, which is locked for as long as the log is there.
    func open(_ configuration: SpoolConfiguration, logger: Logger) async throws(SpoolError) {
        let opened = await onThread { worker in
            Result { () throws(SpoolError) in try worker.openLog(configuration, logger) }
        }
        guard case .failure(let error) = opened else { return }
        await stop()
        throw error
    }

    private func openLog(_ configuration: SpoolConfiguration, _ logger: Logger) throws(SpoolError) {
        try configuration.validate()
        let directory = try DiskDirectory(path: configuration.directory)
        let log = try SegmentLog(directory, segmentSize: configuration.segmentSize, logger: logger)
        self.log = log
        state.withLockedValue { $0.note(log) }
    }

    /// Has what is queued written.
    func wake() { thread.submit { [self] state in if case .active = state { writeQueued() } } }

    /// Writes one batch, and leaves the thread to others before the next.
    private func writeQueued() { if writeBatch() { wake() } }

    /// False when nothing was queued.
    private func writeBatch() -> Bool {
        let batch = state.withLockedValue { $0.takeBatch() }
        guard !batch.isEmpty, let log else { return false }
        let result = Result { () throws(StorageFailure) in try log.write(batch.flatMap(\.records)) }.mapError(SpoolError.storage)
        let reader = state.withLockedValue { state in
            state.queue.settle(batch, stored: log.depth)
            return state.takeReader()
        }
        for append in batch { append.answer(result) }
        reader?.resume()
        return true
    }

    /// Runs `body` with the log on the thread, between two batches.
    func withLog<Value: Sendable>(
        _ body: @escaping @Sendable (SegmentLog) throws(StorageFailure) -> Value
    ) async throws(SpoolError) -> Value {
        try await onThread { worker -> Result<Value, SpoolError> in
            guard let log = worker.log else { return .failure(.closed) }
            let result = Result { () throws(StorageFailure) in try body(log) }.mapError(SpoolError.storage)
            worker.state.withLockedValue { $0.note(log) }
            return result
        }.get()
    }

    /// Writes what is queued, releases the directory, ends the thread.
    func close() async {
        _ = await onThread { worker in
            while worker.writeBatch() {}
            worker.log?.close()
            worker.log = nil
            return .success(())
        }
        await stop()
    }

    private func stop() async { await withCheckedContinuation { done in thread.shutdownGracefully { _ in done.resume() } } }

    private func onThread<Value: Sendable>(
        _ body: @escaping @Sendable (SpoolWorker) -> Result<Value, SpoolError>
    ) async -> Result<Value, SpoolError> {
        await withCheckedContinuation { continuation in
            thread.submit { [self] state in
                guard case .active = state else { return continuation.resume(returning: .failure(.closed)) }
                continuation.resume(returning: body(self))
            }
        }
    }
}

extension SpoolState {
    fileprivate mutating func note(_ log: SegmentLog) {
        queue.settle([], stored: log.depth)
        damagedSegments = log.damagedSegments
    }
}
