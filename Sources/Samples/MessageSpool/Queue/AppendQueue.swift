/// What is accepted, in order, and how much of it and of everything there is. Does no IO and resumes nobody.
struct AppendQueue {
    /// A batch doesn't grow past this, unless by one append alone.
    static let batchBytes = 4 << 20

    private let configuration: SpoolConfiguration
    private var waiting: [PendingAppend] = []
    /// Of everything that is accepted and not settled, the batch that is being written included.
    private var unsettled = SpoolDepth()
    /// What the disk has.
    private var stored = SpoolDepth()

    init(_ configuration: SpoolConfiguration) {
        self.configuration = configuration
    }

    var hasWaiting: Bool { !waiting.isEmpty }
    var hasStored: Bool { stored.records > 0 }
    var isEmpty: Bool { depth.records == 0 }

    var depth: SpoolDepth {
        SpoolDepth(
            records: stored.records + unsettled.records,
            bytes: stored.bytes + unsettled.bytes,
            bytesOnDisk: stored.bytesOnDisk
        )
    }

    /// Why it can't be taken, if so.
    func refusal(of append: PendingAppend) -> SpoolError? {
        if let tooLarge = append.records.first(where: { $0.count > configuration.maximumRecordSize }) {
            return .recordTooLarge(bytes: tooLarge.count, limit: configuration.maximumRecordSize)
        }
        if unsettled.records + append.records.count > configuration.queueRecords { return .queueFull }
        if unsettled.bytes + append.bytes > configuration.queueBytes { return .queueFull }
        if stored.bytesOnDisk + unsettled.bytesOnDisk + append.sizeOnDisk > configuration.maximumBytes {
            return .full(limit: configuration.maximumBytes)
        }
        return nil
    }

    mutating func accept(_ append: PendingAppend) {
        unsettled.records += append.records.count
        unsettled.bytes += append.bytes
        unsettled.bytesOnDisk += append.sizeOnDisk
        waiting.append(append)
    }

    /// What is to be written at once, oldest first.
    mutating func takeBatch() -> [PendingAppend] {
        var bytes = 0
        let end = waiting.firstIndex { append in
            defer { bytes += append.bytes }
            return bytes > 0 && bytes + append.bytes > Self.batchBytes
        }
        let batch = Array(waiting[..<(end ?? waiting.count)])
        waiting.removeFirst(batch.count)
        return batch
    }

    /// A batch is written, or failed, and `stored` is what the disk has now.
    mutating func settle(_ batch: [PendingAppend], stored: SpoolDepth) {
        self.stored = stored
        for append in batch {
            unsettled.records -= append.records.count
            unsettled.bytes -= append.bytes
            unsettled.bytesOnDisk -= append.sizeOnDisk
        }
    }
}
