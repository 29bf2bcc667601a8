import Logging

extension SegmentLog {
    /// Forgets the records of a batch that was read last. A batch that isn't what comes next was removed before.
    func remove(_ batch: SpoolBatch) {
        guard batch.start == position, let segment = segments.first, segment.sequence == batch.end.sequence else { return }
        let bytes = batch.records.reduce(0) { $0 + $1.count }
        position = batch.end
        segments[0].records = max(0, segment.records - batch.records.count)
        segments[0].bytes = max(0, segment.bytes - bytes)
        removedSinceCheckpoint += bytes + batch.records.count * Frame.overhead
        if segments[0].records == 0 {
            finishFirst()
            synchronizeDirectory()
        } else if removedSinceCheckpoint >= Self.checkpointInterval {
            storePosition()
        }
    }

    /// Takes away the oldest segment, whose records were all removed as far as they can be read.
    func finishFirst() {
        let segment = segments[0]
        if segments.count == 1 { closeActive() }
        segments.removeFirst()
        openForReading = nil
        position = SpoolPosition(sequence: segment.sequence + 1, offset: 0)
        removedSinceCheckpoint = 0
        if segment.isDamaged { return setAside(segment.sequence) }
        do {
            try directory.remove(FileNames.segment(segment.sequence))
        } catch {
            logger.error("A segment of the spool can't be removed: its records come again", metadata: ["error": "\(error)"])
        }
    }

    func synchronizeDirectory() {
        do {
            try directory.synchronize()
        } catch {
            logger.error("The spool's directory can't be synchronised: records may come again", metadata: ["error": "\(error)"])
        }
    }

    /// Stores where the records begin. The old checkpoint is there until the new one is whole.
    func storePosition() {
        do {
            try replaceCheckpoint(Checkpoint.encode(position))
            removedSinceCheckpoint = 0
        } catch {
            logger.error("The spool's position can't be stored: records may come again", metadata: ["error": "\(error)"])
        }
    }

    private func replaceCheckpoint(_ bytes: [UInt8]) throws(StorageFailure) {
        // One that wasn't finished may be in the way.
        try? directory.remove(FileNames.newCheckpoint)
        let file = try directory.create(FileNames.newCheckpoint)
        try file.write(bytes, at: 0)
        try file.synchronize()
        try directory.rename(FileNames.newCheckpoint, to: FileNames.checkpoint)
        try directory.synchronize()
    }
}
