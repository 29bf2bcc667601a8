import Logging

/// The records of one directory, in order, on the disk: segments that are only ever appended to, and a checkpoint. Not for several threads.
///
/// An append is a batch: written behind what is there, and synchronised. After an error of either, the segment is never written nor
/// synchronised again. A segment whose records were all removed is unlinked; if some couldn't be read, it is renamed and kept.
final class SegmentLog {
    /// After so many bytes of removed records their end is stored; at most these come back after a crash.
    static let checkpointInterval = 4 << 20

    let directory: any SpoolDirectory
    let segmentSize: Int
    let logger: Logger
    /// Oldest first.
    var segments: [Segment] = []
    /// The file of the last segment, if it may be written.
    var activeFile: (any SpoolFile)?
    var nextSequence: UInt64 = 1
    /// Where the records begin that weren't removed.
    var position = SpoolPosition.start
    var removedSinceCheckpoint = 0
    var openForReading: (sequence: UInt64, file: any SpoolFile)?
    private(set) var damagedSegments = 0
    /// Why recovery must not go on.
    var unsupported: SpoolError?

    /// Reads all that is there, to know how much it is, and throws if it can't.
    init(_ directory: any SpoolDirectory, segmentSize: Int, logger: Logger) throws(SpoolError) {
        self.directory = directory
        self.segmentSize = segmentSize
        self.logger = logger
        try recover()
    }

    var depth: SpoolDepth {
        var depth = SpoolDepth()
        for segment in segments {
            depth.records += segment.records
            depth.bytes += segment.bytes
            depth.bytesOnDisk += segment.size
        }
        return depth
    }

    /// Nothing more will be written or removed.
    func close() {
        closeActive()
        if removedSinceCheckpoint > 0 { storePosition() }
    }

    /// The last mark tells a reader that the segment isn't torn. Nothing depends on it, so an error of it is none.
    func closeActive() {
        guard let file = activeFile, let segment = segments.last else { return }
        activeFile = nil
        let mark = FrameEncoder.mark(segment.header, at: segment.length)
        guard (try? file.write(mark, at: segment.length)) != nil, (try? file.synchronize()) != nil else { return }
        segments[segments.count - 1].length += mark.count
        segments[segments.count - 1].size += mark.count
    }

    func noteDamage(_ message: Logger.Message, _ sequence: UInt64, _ metadata: Logger.Metadata = [:]) {
        let file: Logger.Metadata = ["file": "\(directory.path)/\(FileNames.segment(sequence))"]
        logger.error(message, metadata: file.merging(metadata) { $1 })
    }

    /// Takes a segment out of the way and keeps it.
    func setAside(_ sequence: UInt64) {
        damagedSegments += 1
        let name = FileNames.damaged(sequence)
        do {
            try directory.rename(FileNames.segment(sequence), to: name)
            logger.error("A damaged segment of the spool is kept aside", metadata: ["file": "\(directory.path)/\(name)"])
        } catch {
            logger.error("A damaged segment of the spool can't be renamed", metadata: ["error": "\(error)"])
        }
    }
}
