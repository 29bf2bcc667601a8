import CoreMetrics
import ExtensionPostgres
import ExtensionServices
import Logging
import MessageSpool
import NIOCore

/// Commits a batch, or keeps it on the disk, and answers each of its entries.
struct BatchCommitter: Sendable {
    let inserter: RecordInserter
    let commitTimeout: Duration
    /// Nil if nothing is kept on the disk.
    let spool: MessageSpool?
    let metrics: StoreMetrics
    let log: OccasionalLog

    /// One batch at a time: the order of records is that of the calls.
    func commit(_ batch: [RecordQueue.Entry]) async {
        metrics.batchSize.record(batch.count)
        if let spool, !spool.isEmpty { return await keep(batch, in: spool) }
        do throws(PostgresError) {
            answer(batch, refusals: try await insert(batch.map(\.record)))
        } catch {
            log.write(.warning, "The database doesn't take messages.", metadata: ["error": "\(error)"])
            if let spool { await keep(batch, in: spool) } else { answer(batch, isKept: false) }
        }
    }

    private func insert(_ records: [StoreRecord]) async throws(PostgresError) -> [PostgresServerError?] {
        let start = NIODeadline.now()
        let deadline = start + TimeAmount(commitTimeout)
        let refusals = try await inserter.insert(records, deadline: deadline)
        metrics.commitDuration.recordNanoseconds((NIODeadline.now() - start).nanoseconds)
        return refusals
    }

    private func answer(_ batch: [RecordQueue.Entry], refusals: [PostgresServerError?]) {
        for (entry, refusal) in zip(batch, refusals) {
            if let refusal { log.refused(entry.record, refusal) }
            entry.answer(refusal == nil)
        }
        let refused = refusals.count { $0 != nil }
        metrics.stored.increment(by: batch.count - refused)
        metrics.rejectedByDatabase.increment(by: refused)
    }

    private func keep(_ batch: [RecordQueue.Entry], in spool: MessageSpool) async {
        do throws(SpoolError) {
            try await spool.append(batch.map { RecordCoding.encode($0.record) })
            metrics.spooled.increment(by: batch.count)
            metrics.show(spool.depth)
            answer(batch, isKept: true)
        } catch {
            log.write(.error, "Messages are refused: the disk doesn't take them either.", metadata: ["error": "\(error)"])
            answer(batch, isKept: false)
        }
    }

    private func answer(_ batch: [RecordQueue.Entry], isKept: Bool) {
        if !isKept { metrics.refused.increment(by: batch.count) }
        for entry in batch { entry.answer(isKept) }
    }
}

extension OccasionalLog {
    /// Without the payload and the error's detail, which may quote it.
    func refused(_ record: StoreRecord, _ refusal: PostgresServerError) {
        let name =
            switch record {
            // As in source code: a line break in a topic mustn't become one in the log.
            case .message(let message): "message \(message.id) of topic \(String(message.topic.prefix(200)).debugDescription)"
            case .event(let event): "\(event.event) of client \(String(event.clientID.prefix(200)).debugDescription)"
            }
        write(.error, "The database refuses a record for what is in it.", metadata: ["record": "\(name)", "error": "\(refusal)"])
    }
}
