import NIOConcurrencyHelpers
import Testing

@testable import MessageSpool

@Suite struct MessageSpoolTests {
    @Test func recordsOutliveTheSpool() async throws {
        try await withTemporaryDirectory { path in
            let configuration = SpoolConfiguration(directory: path)
            try await withSpool(configuration) { spool in
                #expect(spool.isEmpty)
                try await spool.append([[1], [2]])
                try await spool.append([3])
                #expect(spool.depth.records == 3 && spool.depth.bytes == 3 && !spool.isEmpty)
            }
            try await withSpool(configuration) { spool in
                #expect(spool.depth.records == 3)
                let records = try await spool.drain()
                #expect(records == [[1], [2], [3]])
                #expect(spool.isEmpty && spool.depth == SpoolDepth())
            }
        }
    }

    @Test func manyTasksShareTheFsync() async throws {
        try await withSpool { spool in
            await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<64 {
                    group.addTask { for number in 0..<20 { try await spool.append([UInt8(task), UInt8(number)]) } }
                }
            }
            let records = try await spool.drain()
            #expect(records.count == 64 * 20)
            for task in 0..<64 { #expect(records.filter { $0[0] == task }.map { $0[1] } == Array(0..<20)) }
        }
    }

    @Test func readingGoesOnWhileOthersAppend() async throws {
        try await withSpool { spool in
            async let appended: Void = {
                for number in 0..<300 { try await spool.append([UInt8(number % 256), UInt8(number / 256)]) }
            }()
            var found: [Int] = []
            while found.count < 300, await spool.waitForRecords() {
                guard let batch = try await spool.next(maximumRecords: 7, maximumBytes: 1000) else { continue }
                found += batch.records.map { Int($0[0]) + Int($0[1]) * 256 }
                await spool.remove(batch)
            }
            try await appended
            #expect(found == Array(0..<300))
            #expect(spool.isEmpty)
        }
    }

    @Test func whoComesToAnEmptySpoolMayGoDirect() async throws {
        try await withSpool { spool in
            #expect(try await !spool.appendUnlessEmpty([[1]]))
            #expect(spool.isEmpty)
            try await spool.append([2])
            #expect(try await spool.appendUnlessEmpty([[3]]))
            #expect(try await spool.drain() == [[2], [3]])
            #expect(try await !spool.appendUnlessEmpty([[4]]))
        }
    }

    @Test func nothingIsAppendedWithoutRecords() async throws {
        try await withSpool { spool in
            try await spool.append([[UInt8]]())
            #expect(try await !spool.appendUnlessEmpty([]))
            #expect(spool.depth == SpoolDepth())
            try await spool.append([1])
            #expect(try await spool.appendUnlessEmpty([]))
            #expect(try await spool.drain() == [[1]])
            #expect(spool.damagedSegments == 0)
        }
    }

    /// What hook-store-postgres does: direct when the spool is empty, and behind those in the spool when it isn't.
    @Test func orderIsKeptBetweenTheSpoolAndTheDirectWay() async throws {
        let database = NIOLockedValueBox<[[UInt8]]>([])
        try await withSpool { spool in
            let drainer = Task {
                while await spool.waitForRecords() {
                    guard let batch = try await spool.next(maximumRecords: 5, maximumBytes: 1000) else { continue }
                    database.withLockedValue { $0 += batch.records }
                    await spool.remove(batch)
                }
            }
            await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<UInt8(8) {
                    group.addTask { for number in 0..<UInt8(200) { try await store([client, number], spool, database) } }
                }
            }
            while !spool.isEmpty { await Task.yield() }
            drainer.cancel()
            try await drainer.value
        }
        let stored = database.withLockedValue { $0 }
        for client in 0..<UInt8(8) { #expect(stored.filter { $0[0] == client }.map { $0[1] } == Array(0..<200)) }
    }

    /// Every tenth time the database is away.
    private func store(_ record: [UInt8], _ spool: MessageSpool, _ database: NIOLockedValueBox<[[UInt8]]>) async throws {
        if record[1] % 10 == 0 { return try await spool.append(record) }
        if try await !spool.appendUnlessEmpty([record]) { database.withLockedValue { $0.append(record) } }
    }

    @Test func aFullSpoolRefusesUntilThereIsRoom() async throws {
        try await withTemporaryDirectory { path in
            var configuration = SpoolConfiguration(directory: path)
            configuration.maximumBytes = 10_000
            configuration.segmentSize = 1000
            try await withSpool(configuration) { spool in
                var accepted = 0
                await #expect(throws: SpoolError.full(limit: 10_000)) {
                    while true {
                        try await spool.append(Array(repeating: 1, count: 300))
                        accepted += 1
                    }
                }
                #expect((25...31).contains(accepted))
                #expect(spool.depth.bytesOnDisk <= 10_000)
                let records = try await spool.drain()
                #expect(records.count == accepted)
                try await spool.append([1])
            }
        }
    }

    @Test func aRecordThatIsTooLargeIsRefused() async throws {
        try await withSpool { spool in
            let limit = 16 << 20
            await #expect(throws: SpoolError.recordTooLarge(bytes: limit + 1, limit: limit)) {
                try await spool.append([[1], Array(repeating: 1, count: limit + 1)])
            }
            #expect(spool.isEmpty)
        }
    }

    @Test func shuttingDownEndsEverything() async throws {
        try await withTemporaryDirectory { path in
            try await withSpool(SpoolConfiguration(directory: path)) { spool in
                async let waits = spool.waitForRecords()
                async let first: Void = spool.shutDown()
                async let second: Void = spool.shutDown()
                _ = await (first, second)
                #expect(await !waits)
                await #expect(throws: SpoolError.closed) { try await spool.append([1]) }
                await #expect(throws: SpoolError.closed) { try await spool.next(maximumRecords: 1, maximumBytes: 1) }
            }
        }
    }

    @Test func aCancelledReaderStopsWaiting() async throws {
        try await withSpool { spool in
            let reader = Task { await spool.waitForRecords() }
            reader.cancel()
            #expect(await !reader.value)
            try await spool.append([1])
            #expect(await spool.waitForRecords())
        }
    }

    @Test func aDirectoryThatCannotBeMadeIsNamed() async throws {
        let error = await #expect(throws: SpoolError.self) {
            try await withSpool(SpoolConfiguration(directory: "/dev/null/spool")) { _ in }
        }
        #expect(error?.description == "the spool's disk: mkdir /dev/null/spool: Not a directory")
    }

    @Test func aConfigurationWithoutSenseIsRefused() async throws {
        var configuration = SpoolConfiguration(directory: "unused")
        configuration.maximumBytes = 1
        await #expect(throws: SpoolError.invalidConfiguration("maximumBytes is less than segmentSize")) {
            try await withSpool(configuration) { _ in }
        }
    }
}
