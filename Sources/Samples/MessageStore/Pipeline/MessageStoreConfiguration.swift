/// How records are stored, and what bounds it.
package struct MessageStoreConfiguration: Sendable {
    package var whenUnavailable = OutagePolicy.reject
    /// Whether the newest message of each topic is kept in a table of its own.
    package var keepsLastMessages = false
    /// How long the database may take for a batch before it counts as unavailable.
    package var commitTimeout: Duration = .seconds(2)
    /// Records of one batch.
    package var batchRecords = 1_000
    /// Bytes of one batch; a larger record is a batch of its own.
    package var batchBytes = 4 << 20
    /// Records that wait for a batch; one more is refused.
    package var queueRecords = 20_000
    /// Bytes of records that wait for a batch.
    package var queueBytes = 128 << 20
    /// Days from today for which partitions are made ahead.
    package var partitionsAhead = 7
    /// Days before today that are kept; nil for all.
    package var retention: Int?

    package init() {}
}
