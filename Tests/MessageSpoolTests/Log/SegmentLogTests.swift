import Testing

@testable import MessageSpool

@Suite struct SegmentLogTests {
    private let disk = MemoryDisk()

    @Test func recordsComeBackInOrderAndTheirFilesGo() throws {
        let log = try SegmentLog.on(disk, segmentSize: 100)
        let records = (0..<50).map { [UInt8](repeating: $0, count: Int($0)) }
        for record in records { try log.write([record]) }
        #expect(disk.files.count > 10)
        #expect(log.depth == SpoolDepth(records: 50, bytes: 49 * 25, bytesOnDisk: disk.files.values.reduce(0) { $0 + $1.count }))
        #expect(try log.drain(by: 2) == records)
        #expect(log.depth == SpoolDepth())
        #expect(disk.files.isEmpty)
    }

    @Test func writingGoesWriteFsyncDirectoryFsync() throws {
        let log = try SegmentLog.on(disk, segmentSize: 100)
        let opened = disk.journal.count
        try log.write([[1]])
        try log.write([[2]])
        let name = FileNames.segment(1)
        #expect(
            disk.journal[opened...] == [
                "create \(name)", "write \(name)", "synchronize \(name)", "synchronizeDirectory memory",
                "write \(name)", "synchronize \(name)",
            ]
        )
    }

    @Test func theCheckpointIsWholeBeforeItReplacesTheOldOne() throws {
        let log = try SegmentLog.on(disk)
        let opened = disk.journal.count
        log.storePosition()
        let new = FileNames.newCheckpoint
        let steps = ["create \(new)", "write \(new)", "synchronize \(new)", "rename \(new)", "synchronizeDirectory memory"]
        #expect(Array(disk.journal[opened...]) == steps)
    }

    @Test func readingIsRepeatedUntilRemoved() throws {
        let log = try SegmentLog.on(disk)
        try log.write([[1], [2], [3]])
        let batch = try #require(try log.read(maximumRecords: 2, maximumBytes: 100))
        #expect(batch.records == [[1], [2]])
        #expect(try log.read(maximumRecords: 2, maximumBytes: 100)?.records == [[1], [2]])
        log.remove(batch)
        log.remove(batch)
        #expect(try log.read(maximumRecords: 2, maximumBytes: 100)?.records == [[3]], "a batch is removed once")
        #expect(log.depth.records == 1)
    }

    @Test func aBatchKeepsToItsLimits() throws {
        let log = try SegmentLog.on(disk)
        try log.write([Array(repeating: 1, count: 50), Array(repeating: 2, count: 50), Array(repeating: 3, count: 50)])
        #expect(try log.read(maximumRecords: 10, maximumBytes: 100)?.records.count == 2)
        #expect(try log.read(maximumRecords: 10, maximumBytes: 99)?.records.count == 1)
        #expect(try log.read(maximumRecords: 0, maximumBytes: 0)?.records.count == 1, "at least one")
    }

    @Test func recordsLargerThanASegmentOrAReadAreKept() throws {
        let log = try SegmentLog.on(disk, segmentSize: 1000)
        let large = (0..<(FrameReader.chunk * 3)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try log.write([large, [], large])
        #expect(try log.drain() == [large, [], large])
    }

    @Test func thePositionIsStoredAtTheEnd() throws {
        let log = try SegmentLog.on(disk)
        try log.write([[1], [2], [3]])
        log.remove(try #require(try log.read(maximumRecords: 2, maximumBytes: 100)))
        #expect(try SegmentLog.drain(disk.files) == [[1], [2], [3]])
        log.close()
        #expect(disk.files.keys.sorted() == [FileNames.segment(1), FileNames.checkpoint])
        #expect(try SegmentLog.drain(disk.files) == [[3]])
    }

    @Test func thePositionIsStoredAfterSoManyBytes() throws {
        let log = try SegmentLog.on(disk, segmentSize: 64 << 20)
        let record = [UInt8](repeating: 7, count: SegmentLog.checkpointInterval / 4)
        for _ in 0..<6 { try log.write([record]) }
        for _ in 0..<5 { log.remove(try #require(try log.read(maximumRecords: 1, maximumBytes: .max))) }
        #expect(try SegmentLog.drain(disk.files).count == 2, "four were stored as removed, one more will come again")
    }

    @Test func aDamagedCheckpointMakesRecordsComeAgain() throws {
        let log = try SegmentLog.on(disk)
        try log.write([[1], [2], [3]])
        log.remove(try #require(try log.read(maximumRecords: 1, maximumBytes: 100)))
        log.close()
        let checkpoint = try #require(disk.files[FileNames.checkpoint])
        for index in checkpoint.indices {
            var files = disk.files
            files[FileNames.checkpoint]?[index] ^= 0x10
            #expect(try SegmentLog.drain(files) == [[1], [2], [3]], "byte \(index)")
            files[FileNames.checkpoint] = Array(checkpoint.prefix(index))
            #expect(try SegmentLog.drain(files) == [[1], [2], [3]], "cut at \(index)")
        }
    }

    @Test func segmentsOfBeforeAreNeverAppendedTo() throws {
        try SegmentLog.on(disk).write([[1]])
        let before = disk.files
        let log = try SegmentLog.on(disk)
        try log.write([[2]])
        #expect(disk.files[FileNames.segment(1)] == before[FileNames.segment(1)])
        #expect(try log.drain() == [[1], [2]])
    }

    @Test func numbersAreNotUsedAgain() throws {
        let log = try SegmentLog.on(disk)
        try log.write([[1], [2]])
        log.remove(try #require(try log.read(maximumRecords: 1, maximumBytes: 100)))
        log.storePosition()
        _ = try log.drain()
        let reopened = try SegmentLog.on(disk)
        try reopened.write([[3]])
        #expect(try SegmentLog.drain(disk.files) == [[3]], "the old checkpoint is before the new segment")
    }

    @Test func aLeftOverCheckpointIsNoHindrance() throws {
        let disk = MemoryDisk(files: [FileNames.newCheckpoint: [1, 2, 3], "notes.txt": [4]])
        let log = try SegmentLog.on(disk)
        try log.write([[1], [2]])
        log.remove(try #require(try log.read(maximumRecords: 1, maximumBytes: 100)))
        log.close()
        #expect(try SegmentLog.drain(disk.files) == [[2]])
        #expect(disk.files["notes.txt"] == [4])
    }
}
