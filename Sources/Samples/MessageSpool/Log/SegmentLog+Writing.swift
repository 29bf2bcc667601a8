import Logging

extension SegmentLog {
    /// Appends a batch; when this returns, it is on the disk. If the disk fails, the batch is tried once more, in a new segment.
    func write(_ records: [[UInt8]]) throws(StorageFailure) {
        do {
            try writeOnce(records)
        } catch {
            logger.error("The spool's disk failed: trying again in a new segment", metadata: ["error": "\(error)"])
            try writeOnce(records)
        }
        segments[segments.count - 1].records += records.count
        segments[segments.count - 1].bytes += records.reduce(0) { $0 + $1.count }
    }

    private func writeOnce(_ records: [[UInt8]]) throws(StorageFailure) {
        if let active = segments.last, active.length + FrameEncoder.size(of: records) > segmentSize { closeActive() }
        if let file = activeFile { try extend(file, records) } else { try begin(records) }
    }

    private func extend(_ file: any SpoolFile, _ records: [[UInt8]]) throws(StorageFailure) {
        let index = segments.count - 1
        let segment = segments[index]
        let batch = FrameEncoder.batch(records, segment.header, at: segment.length)
        do {
            try file.write(batch, at: segment.length)
            try file.synchronize()
        } catch {
            seal(file)
            throw error
        }
        segments[index].length += batch.count
        segments[index].size += batch.count
    }

    /// What the failed batch has left is worth nothing, and takes room. If it can't be cut off, readers skip it: `length` is before it.
    private func seal(_ file: any SpoolFile) {
        let index = segments.count - 1
        activeFile = nil
        if (try? file.truncate(to: segments[index].length)) == nil, let size = try? file.size() { segments[index].size = size }
    }

    private func begin(_ records: [[UInt8]]) throws(StorageFailure) {
        let header = SegmentHeader(sequence: nextSequence, nonce: .random(in: .min ... .max))
        let name = FileNames.segment(header.sequence)
        let batch = FrameEncoder.batch(records, header, at: 0)
        nextSequence += 1
        let file = try directory.create(name)
        do {
            try file.write(batch, at: 0)
            try file.synchronize()
            try directory.synchronize()
        } catch {
            discard(file, name)
            throw error
        }
        segments.append(Segment(header: header, length: batch.count, size: batch.count))
        activeFile = file
    }

    /// A disk without room isn't to fill with segments that have nothing.
    private func discard(_ file: any SpoolFile, _ name: String) {
        try? file.truncate(to: 0)
        do {
            try directory.remove(name)
        } catch {
            logger.error("A segment that couldn't be written can't be removed", metadata: ["error": "\(error)"])
        }
    }
}
