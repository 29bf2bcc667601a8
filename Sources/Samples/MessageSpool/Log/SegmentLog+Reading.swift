import Logging

extension SegmentLog {
    /// The oldest records, of one segment; nil if there is none. Removes nothing, so it gives the same again.
    func read(maximumRecords: Int, maximumBytes: Int) throws(StorageFailure) -> SpoolBatch? {
        while let segment = segments.first {
            let found = try read(segment, maximumRecords: maximumRecords, maximumBytes: maximumBytes)
            if let found { return found }
            // The records were there when they were counted.
            noteDamage("Records of the spool can't be read any more", segment.sequence, ["records": "\(segment.records)"])
            segments[0].isDamaged = true
            finishFirst()
            synchronizeDirectory()
        }
        return nil
    }

    /// The oldest records of all segments, for somebody to look at.
    func firstRecords(_ count: Int) throws(StorageFailure) -> [[UInt8]] {
        var records: [[UInt8]] = []
        for segment in segments where records.count < count {
            records += try read(segment, maximumRecords: count - records.count, maximumBytes: .max)?.records ?? []
        }
        return records
    }

    private func read(_ segment: Segment, maximumRecords: Int, maximumBytes: Int) throws(StorageFailure) -> SpoolBatch? {
        var reader = try reader(of: segment)
        var records: [[UInt8]] = []
        var bytes = 0
        var end = position
        while records.isEmpty || (records.count < maximumRecords && bytes < maximumBytes) {
            guard let record = try nextRecord(&reader, segment) else { break }
            bytes += record.count
            if !records.isEmpty, bytes > maximumBytes { break }
            records.append(record)
            end = SpoolPosition(sequence: segment.sequence, offset: reader.offset)
        }
        return records.isEmpty ? nil : SpoolBatch(records: records, start: position, end: end)
    }

    private func reader(of segment: Segment) throws(StorageFailure) -> FrameReader {
        let file: any SpoolFile
        if let open = openForReading, open.sequence == segment.sequence {
            file = open.file
        } else {
            file = try directory.open(FileNames.segment(segment.sequence))
            openForReading = (segment.sequence, file)
        }
        return FrameReader(file, nonce: segment.header.nonce, from: start(of: segment), to: segment.length)
    }

    private func nextRecord(_ reader: inout FrameReader, _ segment: Segment) throws(StorageFailure) -> [UInt8]? {
        while true {
            switch try reader.next() {
            case .record(let record): return record
            case .gap: segments[0].isDamaged = true
            case .end(let torn):
                if torn > 0 { segments[0].isDamaged = true }
                return nil
            }
        }
    }
}
