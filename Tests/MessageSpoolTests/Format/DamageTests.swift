import Testing

@testable import MessageSpool

/// Files that a crash has cut, or a bad disk has changed.
@Suite struct DamageTests {
    /// Four batches of three records each, in one segment, as a process has left it that was killed.
    private struct Spool {
        let file: [UInt8]
        let records: [[UInt8]]
        /// Where each record's frame ends.
        let ends: [Int]
        let batchCount = 4

        init(fill: UInt8 = 0) throws {
            let disk = MemoryDisk()
            let log = try SegmentLog.on(disk)
            var records: [[UInt8]] = []
            var ends: [Int] = []
            for batch in 0..<batchCount {
                let added = (0..<3).map { index in Array(repeating: fill + UInt8(batch * 3 + index), count: index * 7) }
                try log.write(added)
                let end = try #require(disk.files[name]).count
                let frames = added.map(Frame.size)
                ends += frames.indices.map { end - frames[($0 + 1)...].reduce(0, +) }
                records += added
            }
            self.file = try #require(disk.files[name])
            self.records = records
            self.ends = ends
        }

        func wholeRecords(before offset: Int) -> [[UInt8]] { Array(records.prefix(ends.count { $0 <= offset })) }
    }

    private static let name = FileNames.segment(1)
    private static let damagedName = FileNames.damaged(1)
    private let spool: Spool

    init() throws { spool = try Spool() }

    @Test func aTailCutAnywhereLeavesTheWholeRecordsBeforeIt() throws {
        for cut in 0...spool.file.count {
            let disk = MemoryDisk(files: [Self.name: Array(spool.file.prefix(cut))])
            let log = try SegmentLog.on(disk)
            let expected = spool.wholeRecords(before: cut)
            #expect(log.depth.records == expected.count)
            #expect(try log.drain() == expected, "cut at \(cut)")
            #expect(log.damagedSegments == 0, "a torn end isn't damage")
            #expect(disk.files.isEmpty)
        }
    }

    @Test func aTailOfZerosOrOfAnOlderFileIsSkipped() throws {
        let other = try Spool(fill: 100).file
        for cut in SegmentHeader.size...spool.file.count {
            let expected = spool.wholeRecords(before: cut)
            let zeros = Array(repeating: UInt8(0), count: 100)
            #expect(try SegmentLog.drain([Self.name: Array(spool.file.prefix(cut) + zeros)]) == expected)
            #expect(try SegmentLog.drain([Self.name: Array(spool.file.prefix(cut) + other.dropFirst(cut))]) == expected)
        }
    }

    @Test(arguments: 0..<8) func aBitFlippedAnywhereInventsNothing(bit: UInt8) throws {
        for index in spool.file.indices {
            var file = spool.file
            file[index] ^= 1 << bit
            let disk = MemoryDisk(files: [Self.name: file])
            let log = try SegmentLog.on(disk)
            let found = try log.drain()
            let before = spool.wholeRecords(before: index)
            #expect(found.starts(with: before), "byte \(index)")
            #expect(isSubsequence(found, of: spool.records), "byte \(index)")
            if found.count < spool.records.count, index < spool.ends[8] {
                #expect(log.damagedSegments == 1 && disk.files == [Self.damagedName: file], "what wasn't read is kept, byte \(index)")
            }
        }
    }

    @Test func behindDamageTheNextBatchIsRead() throws {
        var file = spool.file
        file[spool.ends[3] + Frame.overhead] ^= 1
        let found = try SegmentLog.drain([Self.name: file])
        #expect(found == Array(spool.records[...3] + spool.records[6...]))
    }

    @Test func behindADamagedHeaderTheNextSegmentIsRead() throws {
        let disk = MemoryDisk()
        let log = try SegmentLog.on(disk, segmentSize: 1)
        for number in 1...3 { try log.write([[UInt8(number)]]) }
        var files = disk.files
        files[FileNames.segment(2)]?[3] ^= 1
        let damaged = MemoryDisk(files: files)
        let reopened = try SegmentLog.on(damaged)
        #expect(reopened.damagedSegments == 1)
        #expect(try reopened.drain() == [[1], [3]])
        #expect(Array(damaged.files.keys) == [FileNames.damaged(2)])
    }

    @Test func aNewerFormatIsRefused() throws {
        var file = Array(spool.file.prefix(SegmentHeader.size))
        file[8] = 2
        file.replaceSubrange(28..., with: [])
        file.append(littleEndian: Checksum.of(file))
        let disk = MemoryDisk(files: [Self.name: file])
        let refusal = SpoolError.unsupportedFormat(file: "memory/\(Self.name)", version: 2)
        #expect(throws: refusal) { try SegmentLog.on(disk) }
        #expect(disk.files == [Self.name: file])
    }

    @Test func damageSinceTheSpoolWasOpenedIsFoundByTheReader() throws {
        let disk = MemoryDisk()
        let log = try SegmentLog.on(disk)
        for record in spool.records { try log.write([record]) }
        disk.flip(Self.name, spool.file.count - 1)
        #expect(try log.drain().count < spool.records.count)
        #expect(log.depth == SpoolDepth())
        #expect(log.damagedSegments == 1)
    }

    private func isSubsequence(_ part: [[UInt8]], of whole: [[UInt8]]) -> Bool {
        var rest = whole[...]
        return part.allSatisfy { record in
            guard let index = rest.firstIndex(of: record) else { return false }
            rest = rest[(index + 1)...]
            return true
        }
    }
}
