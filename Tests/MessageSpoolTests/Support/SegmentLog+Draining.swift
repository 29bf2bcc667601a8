import Logging

@testable import MessageSpool

extension SegmentLog {
    /// A log on this disk.
    static func on(_ disk: MemoryDisk, segmentSize: Int = 1 << 20, logger: Logger = silent) throws(SpoolError) -> SegmentLog {
        try SegmentLog(disk, segmentSize: segmentSize, logger: logger)
    }

    static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }

    /// All records, read and removed.
    func drain(by maximumRecords: Int = .max) throws -> [[UInt8]] {
        var records: [[UInt8]] = []
        while let batch = try read(maximumRecords: maximumRecords, maximumBytes: .max) {
            records += batch.records
            remove(batch)
        }
        return records
    }

    /// All records that a spool with these files has.
    static func drain(_ files: [String: [UInt8]]) throws -> [[UInt8]] { try on(MemoryDisk(files: files)).drain() }
}
