/// Records that somebody waits for to be on the disk.
struct PendingAppend: Sendable {
    let records: [[UInt8]]
    /// What the records have.
    let bytes: Int
    /// Resumes who waits.
    let answer: @Sendable (Result<Void, SpoolError>) -> Void

    init(_ records: [[UInt8]], answer: @escaping @Sendable (Result<Void, SpoolError>) -> Void) {
        self.records = records
        self.answer = answer
        bytes = records.reduce(0) { $0 + $1.count }
    }

    /// The most that it takes on the disk.
    var sizeOnDisk: Int { FrameEncoder.size(of: records) }
}
