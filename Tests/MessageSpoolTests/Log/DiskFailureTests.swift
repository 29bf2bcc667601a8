import Testing

@testable import MessageSpool

/// What a spool does when the disk returns errors.
@Suite struct DiskFailureTests {
    private let disk = MemoryDisk()
    private let log: SegmentLog

    init() throws {
        log = try SegmentLog.on(disk)
        try log.write([[1]])
    }

    @Test func afterAFailedFsyncTheBatchGoesToANewSegment() throws {
        failOnce(.synchronize)
        try log.write([[2], [3]])
        try log.write([[4]])
        #expect(disk.resynchronized.isEmpty, "a segment whose fsync failed is never synchronised again")
        #expect(disk.files.keys.sorted() == [FileNames.segment(1), FileNames.segment(2)])
        #expect(try SegmentLog.drain(disk.files) == [[1], [2], [3], [4]])
        #expect(try log.drain() == [[1], [2], [3], [4]])
        #expect(disk.files.isEmpty)
    }

    @Test func aSealedSegmentThatCannotBeCutIsReadToItsLastAcknowledgedRecord() throws {
        disk.fault = once { operation, name in
            name == FileNames.segment(1) && [.synchronize, .truncate].contains(operation) ? .error(MemoryDisk.inputOutputError) : nil
        }
        try log.write([[2]])
        #expect(log.depth.records == 2)
        #expect(log.depth.bytesOnDisk == disk.files.values.reduce(0) { $0 + $1.count })
        #expect(try SegmentLog.drain(disk.files) == [[1], [2], [2]], "after a restart the batch comes twice")
        #expect(try log.drain() == [[1], [2]])
        #expect(disk.files.isEmpty)
    }

    @Test func aShortWriteIsSkipped() throws {
        for taken in 0..<30 {
            let disk = MemoryDisk()
            let log = try SegmentLog.on(disk)
            try log.write([[1]])
            var isDone = false
            disk.fault = { operation, _ in
                if operation == .truncate { return .error(MemoryDisk.inputOutputError) }
                guard operation == .write, !isDone else { return nil }
                isDone = true
                return .short(taken, MemoryDisk.noSpace)
            }
            try log.write([[2], [3]])
            let found = try SegmentLog.drain(disk.files)
            #expect(found.filter { $0 == [1] }.count == 1 && found.suffix(2) == [[2], [3]])
            #expect(try log.drain() == [[1], [2], [3]])
        }
    }

    @Test func onAFullDiskNothingIsAcknowledgedAndNothingIsLeftBehind() throws {
        disk.fault = { operation, _ in operation == .write ? .short(5, MemoryDisk.noSpace) : nil }
        for _ in 0..<20 {
            let error = #expect(throws: StorageFailure.self) { try log.write([[2]]) }
            #expect(error?.description.hasSuffix("No space left on device") == true)
        }
        #expect(disk.files.keys.sorted() == [FileNames.segment(1)])
        #expect(log.depth.records == 1)
        disk.fault = { _, _ in nil }
        try log.write([[3]])
        #expect(try log.drain() == [[1], [3]])
    }

    @Test func aSegmentWhoseEntryIsNotOnTheDiskIsGivenUp() throws {
        failOnce(.synchronize)
        var isDone = false
        let first = disk.fault
        disk.fault = { operation, name in
            if operation == .synchronizeDirectory, !isDone {
                isDone = true
                return .error(MemoryDisk.inputOutputError)
            }
            return first(operation, name)
        }
        #expect(throws: StorageFailure.self) { try log.write([[2]]) }
        try log.write([[3]])
        #expect(disk.files.keys.sorted() == [FileNames.segment(1), FileNames.segment(3)])
        #expect(try log.drain() == [[1], [3]])
    }

    @Test func aReadErrorLosesNothing() throws {
        failOnce(.read)
        #expect(throws: StorageFailure.self) { try log.drain() }
        #expect(try log.drain() == [[1]])
    }

    @Test func aFileThatCannotBeReadStopsTheOpening() throws {
        let other = MemoryDisk(files: disk.files)
        other.fault = { operation, _ in operation == .read ? .error(MemoryDisk.inputOutputError) : nil }
        #expect(throws: SpoolError.self) { try SegmentLog.on(other) }
        #expect(other.files == disk.files)
    }

    @Test func aDirectoryThatCannotBeChangedOnlyMakesRecordsComeAgain() throws {
        disk.fault = { operation, _ in operation == .remove ? .error(MemoryDisk.inputOutputError) : nil }
        #expect(try log.drain() == [[1]])
        #expect(log.depth == SpoolDepth())
        #expect(try SegmentLog.drain(disk.files) == [[1]])
    }

    private func failOnce(_ operation: MemoryDisk.Operation) {
        disk.fault = once { found, _ in found == operation ? .error(MemoryDisk.inputOutputError) : nil }
    }

    /// Each operation fails once at most.
    private func once(
        _ fault: @escaping (MemoryDisk.Operation, String) -> MemoryDisk.Fault?
    ) -> (MemoryDisk.Operation, String) -> MemoryDisk.Fault? {
        var done: Set<MemoryDisk.Operation> = []
        return { operation, name in
            guard let found = fault(operation, name), done.insert(operation).inserted else { return nil }
            return found
        }
    }
}
