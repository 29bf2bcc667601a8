import Logging

extension SegmentLog {
    /// Finds out what a crash or a shutdown has left. Segments of before are never appended to.
    func recover() throws(SpoolError) {
        do throws(StorageFailure) {
            let names = try directory.names()
            let sequences = names.compactMap(FileNames.segmentSequence).sorted()
            position = try storedPosition(names)
            nextSequence = ([position.sequence] + sequences + names.compactMap(FileNames.damagedSequence)).reduce(0, max) + 1
            for sequence in sequences { try recover(sequence) }
            try directory.synchronize()
        } catch {
            throw .storage(error)
        }
        if let unsupported { throw unsupported }
    }

    private func storedPosition(_ names: [String]) throws(StorageFailure) -> SpoolPosition {
        guard names.contains(FileNames.checkpoint) else { return .start }
        let bytes = try directory.open(FileNames.checkpoint).read(Checkpoint.size + 1, at: 0)
        if let position = Checkpoint.decode(bytes) { return position }
        logger.error("The spool's checkpoint is damaged: records that were handled come again")
        return .start
    }

    private func recover(_ sequence: UInt64) throws(StorageFailure) {
        let name = FileNames.segment(sequence)
        if sequence < position.sequence { return try directory.remove(name) }
        let file = try directory.open(name)
        let size = try file.size()
        // Not even the header: its first batch was never finished.
        if size < SegmentHeader.size { return try directory.remove(name) }
        switch SegmentHeader.decode(try file.read(SegmentHeader.size, at: 0)) {
        case .header(let header) where header.sequence == sequence:
            try adopt(try scan(file, Segment(header: header, length: size, size: size)))
        case .unsupported(let version):
            unsupported = .unsupportedFormat(file: "\(directory.path)/\(name)", version: version)
        case .header, .damaged:
            noteDamage("The header of a segment of the spool is damaged: none of it can be read", sequence)
            setAside(sequence)
        }
    }

    private func adopt(_ segment: Segment) throws(StorageFailure) {
        if segment.records > 0 {
            segments.append(segment)
        } else if segment.isDamaged {
            setAside(segment.sequence)
        } else {
            try directory.remove(FileNames.segment(segment.sequence))
        }
    }

    /// Counts the records that weren't removed. Damage among the others counts too: it is why the segment is to be kept.
    private func scan(_ file: any SpoolFile, _ segment: Segment) throws(StorageFailure) -> Segment {
        let start = start(of: segment)
        var segment = segment
        var reader = FrameReader(file, nonce: segment.header.nonce, from: SegmentHeader.size, to: segment.size)
        while true {
            switch try reader.next() {
            case .record(let record) where reader.offset > start:
                segment.records += 1
                segment.bytes += record.count
            case .record:
                continue
            case .gap(let range):
                segment.isDamaged = true
                noteDamage("Part of a segment of the spool is damaged", segment.sequence, ["bytes": "\(range)"])
            case .end(let torn):
                segment.length -= torn
                if torn > 0 { noteTornEnd(segment, torn) }
                return segment
            }
        }
    }

    private func noteTornEnd(_ segment: Segment, _ torn: Int) {
        let metadata: Logger.Metadata = ["file": "\(FileNames.segment(segment.sequence))", "bytes": "\(torn)"]
        logger.warning("A segment of the spool ends in a write that wasn't finished, which is skipped", metadata: metadata)
    }

    /// Where the records of a segment begin that weren't removed.
    func start(of segment: Segment) -> Int {
        segment.sequence == position.sequence ? max(position.offset, SegmentHeader.size) : SegmentHeader.size
    }
}
