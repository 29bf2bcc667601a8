import CoreMetrics
package import ExtensionPostgres
import ExtensionServices
package import Logging
import ServiceLifecycle

/// Keeps messages and events: in PostgreSQL, many with one commit, and on the disk while the database is away.
///
/// Whoever comes while a batch is being committed joins the next. Records go one way at a time, so that they keep their order: while any
/// wait on the disk, new ones go behind them.
package final class MessageStore: Service {
    private let configuration: MessageStoreConfiguration
    private let queue: RecordQueue
    private let committer: BatchCommitter
    private let drainer: SpoolDrainer?
    private let maintenance: PartitionMaintenance
    private let metrics: StoreMetrics
    private let log: OccasionalLog

    /// `spools` are needed for the policy `spool`; what is in them is stored whatever the policy is.
    package init(_ configuration: MessageStoreConfiguration, pool: PostgresPool, spools: StoreSpools? = nil, logger: Logger) {
        precondition(spools != nil || configuration.whenUnavailable != .spool, "the policy spool takes a spool")
        let inserter = RecordInserter(client: pool, keepsLastMessages: configuration.keepsLastMessages)
        let metrics = StoreMetrics()
        let log = OccasionalLog(logger)
        self.configuration = configuration
        self.metrics = metrics
        self.log = log
        queue = RecordQueue(maximumRecords: configuration.queueRecords, maximumBytes: configuration.queueBytes)
        committer = BatchCommitter(
            inserter: inserter,
            commitTimeout: configuration.commitTimeout,
            spool: configuration.whenUnavailable == .spool ? spools?.waiting : nil,
            metrics: metrics,
            log: log
        )
        drainer = spools.map { SpoolDrainer(spools: $0, inserter: inserter, metrics: metrics, log: log) }
        maintenance = PartitionMaintenance(
            pool: pool,
            daysAhead: configuration.partitionsAhead,
            retention: configuration.retention ?? 0,
            log: log
        )
    }

    /// Returns once the record is committed, or on the disk: true; or once it is clear that it is neither: false.
    func store(_ record: StoreRecord) async -> Bool {
        await withCheckedContinuation { continuation in
            if !enqueue(record, { continuation.resume(returning: $0) }) { continuation.resume(returning: false) }
        }
    }

    /// Returns at once; the record is stored in the background, and lost if that fails or if there is no room.
    func storeInBackground(_ record: StoreRecord) { _ = enqueue(record) { _ in } }

    private func enqueue(_ record: StoreRecord, _ answer: @escaping @Sendable (Bool) -> Void) -> Bool {
        let isTaken = queue.add(RecordQueue.Entry(record: record, answer: answer))
        if !isTaken {
            metrics.refused.increment()
            log.write(
                .warning,
                "More records wait to be stored than may: one is refused.",
                metadata: ["limit": "\(configuration.queueRecords)"]
            )
        }
        return isTaken
    }

    /// Stores what comes until the service group shuts down or the task is cancelled, and what has come by then.
    package func run() async throws {
        await withTaskGroup { group in
            group.addTask { await self.maintenance.run() }
            if let drainer { group.addTask { await drainer.run() } }
            // Its own task, for what has come is stored even if this one is cancelled.
            let committing = Task { await self.commitAll() }
            await withTaskCancellationOrGracefulShutdownHandler {
                await committing.value
            } onCancelOrGracefulShutdown: {
                self.queue.finish()
            }
            group.cancelAll()
        }
    }

    private func commitAll() async {
        while let batch = await queue.nextBatch(maximumRecords: configuration.batchRecords, maximumBytes: configuration.batchBytes) {
            metrics.queued.record(queue.count)
            await committer.commit(batch)
        }
    }
}
