import CoreMetrics
import MessageSpool

/// What the store counts.
struct StoreMetrics: Sendable {
    /// Records that the database has.
    let stored = Counter(label: "message_store_stored")
    /// Records that went to the disk for later.
    let spooled = Counter(label: "message_store_spooled")
    /// Records that were refused: no room, or neither database nor disk took them.
    let refused = Counter(label: "message_store_refused")
    /// Records that the database has for good reasons refused alone, such as a constraint.
    let rejectedByDatabase = Counter(label: "message_store_rejected_by_database")
    /// Records of a batch.
    let batchSize = Recorder(label: "message_store_batch_size")
    /// From a batch's insertion to its commit.
    let commitDuration = Timer(label: "message_store_commit_duration")
    /// Records that wait for a batch.
    let queued = Gauge(label: "message_store_queued")
    /// Records on the disk that the database doesn't have.
    let spoolRecords = Gauge(label: "message_store_spool_records")
    /// Their bytes.
    let spoolBytes = Gauge(label: "message_store_spool_bytes")

    func show(_ depth: SpoolDepth) {
        spoolRecords.record(depth.records)
        spoolBytes.record(depth.bytes)
    }
}
