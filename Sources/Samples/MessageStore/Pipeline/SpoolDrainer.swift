import CoreMetrics
import ExtensionPostgres
import ExtensionServices
import Logging
import MessageSpool
import NIOCore

/// Stores what waits on the disk, the oldest first, whenever the database takes it.
struct SpoolDrainer: Sendable {
    private static let batchRecords = 1_000
    private static let batchBytes = 4 << 20
    /// Longer than new messages wait: a slow database would otherwise never be done.
    private static let commitTimeout = TimeAmount.seconds(30)
    private static let pauses: ClosedRange<Duration> = .milliseconds(100) ... .seconds(2)

    let spools: StoreSpools
    let inserter: RecordInserter
    let metrics: StoreMetrics
    let log: OccasionalLog

    func run() async {
        var pause = Self.pauses.lowerBound
        while await spools.waiting.waitForRecords() {
            if await drainBatch() {
                pause = Self.pauses.lowerBound
            } else {
                // Cancelled, the loop's condition ends it.
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, Self.pauses.upperBound)
            }
            metrics.show(spools.waiting.depth)
        }
    }

    /// Whether the batch is gone from the spool.
    private func drainBatch() async -> Bool {
        do {
            guard let batch = try await spools.waiting.next(maximumRecords: Self.batchRecords, maximumBytes: Self.batchBytes) else {
                return true
            }
            try await store(batch.records)
            await spools.waiting.remove(batch)
            if spools.waiting.isEmpty { log.write(.info, "All that waited on the disk is stored.") }
            return true
        } catch {
            if !Task.isCancelled { log.write(.warning, "What waits on the disk can't be stored yet.", metadata: ["error": "\(error)"]) }
            return false
        }
    }

    /// Records that can't be read, or that the database refuses, are kept apart: they were acknowledged.
    private func store(_ encoded: [[UInt8]]) async throws {
        let decoded = encoded.map { (bytes: $0, record: RecordCoding.decode($0)) }
        let readable = decoded.compactMap { entry in entry.record.map { (entry.bytes, $0) } }
        var rejected = decoded.filter { $0.record == nil }.map(\.bytes)
        let refusals = try await inserter.insert(readable.map(\.1), deadline: .now() + Self.commitTimeout)
        for ((bytes, record), refusal) in zip(readable, refusals) {
            guard let refusal else { continue }
            log.refused(record, refusal)
            rejected.append(bytes)
        }
        if !rejected.isEmpty { try await keepApart(rejected) }
        metrics.stored.increment(by: encoded.count - rejected.count)
        metrics.rejectedByDatabase.increment(by: rejected.count)
    }

    /// While there is no room for them, they stay where they are, and all behind them: they were acknowledged.
    private func keepApart(_ records: [[UInt8]]) async throws(SpoolError) {
        do throws(SpoolError) {
            try await spools.rejected.append(records)
        } catch {
            let message = "What the database refuses can't be kept apart, so nothing is stored: look at the directory \"rejected\"."
            log.write(.error, message, metadata: ["error": "\(error)"])
            throw error
        }
    }
}
