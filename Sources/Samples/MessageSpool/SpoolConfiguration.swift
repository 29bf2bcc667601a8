/// Where a spool is, and its bounds.
package struct SpoolConfiguration: Sendable {
    /// Made if it is missing; its parent must be there.
    package var directory: String
    /// What the segments may take on the disk, headers and frames included. 1 GiB unless told.
    package var maximumBytes = 1 << 30
    /// A segment that has reached this size is followed by another. 64 MiB unless told.
    package var segmentSize = 64 << 20
    /// 16 MiB unless told, 64 MiB at most.
    package var maximumRecordSize = 16 << 20
    /// How many records may wait for the disk. 16,384 unless told.
    package var queueRecords = 16_384
    /// How many bytes may wait for the disk. 64 MiB unless told.
    package var queueBytes = 64 << 20

    package init(directory: String) {
        self.directory = directory
    }

    func validate() throws(SpoolError) {
        if directory.isEmpty { throw .invalidConfiguration("directory is empty") }
        if segmentSize < 1 { throw .invalidConfiguration("segmentSize must be positive") }
        if queueRecords < 1 || queueBytes < 1 { throw .invalidConfiguration("queueRecords and queueBytes must be positive") }
        guard (1...Frame.maximumPayload).contains(maximumRecordSize) else {
            throw .invalidConfiguration("maximumRecordSize must be from 1 to \(Frame.maximumPayload)")
        }
        if maximumBytes < segmentSize { throw .invalidConfiguration("maximumBytes is less than segmentSize") }
    }
}
