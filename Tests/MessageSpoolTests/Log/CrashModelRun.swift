import RecordedLogging
import SeededRandom
import Testing

@testable import MessageSpool

/// One directory over several lives of its process, each ended by a crash or in order, and what must be in it.
struct CrashModelRun {
    private let seed: UInt64
    private var random: SeededGenerator
    private var disk = MemoryDisk()
    /// Every record that was ever given to the spool, by its number.
    private var attempted: [[UInt8]] = []
    /// Numbers of the records that are in the spool for sure, oldest first.
    private var acknowledged: [Int] = []
    /// Records below this number don't come again, whatever happens: the spool was empty after them.
    private var barrier = 0
    var failsSometimes = false

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
    }

    mutating func live(lives: Int) throws {
        for _ in 0..<lives {
            disk.changesUntilCrash = Bool.random(using: &random) ? Int.random(in: 0..<60, using: &random) : .max
            if let log = try? SegmentLog.on(disk, segmentSize: 300) { operate(on: log) }
            #expect(disk.resynchronized.isEmpty, "seed \(seed)")
            disk = disk.restarted(&random)
            try check()
        }
    }

    private mutating func operate(on log: SegmentLog) {
        if failsSometimes { injectFaults() }
        let count = Int.random(in: 1..<40, using: &random)
        for _ in 0..<count where !disk.isDown {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: log.storePosition()
            case 1...3: remove(from: log)
            default: append(to: log)
            }
        }
        if Bool.random(using: &random) { log.close() }
    }

    /// Every change of a file fails now and then. Entries of the directory go the way they should, so that the barrier holds.
    private mutating func injectFaults() {
        var faults = SeededGenerator(seed: random.next())
        disk.fault = { operation, _ in
            guard [.create, .write, .synchronize, .truncate].contains(operation) else { return nil }
            guard Int.random(in: 0..<8, using: &faults) == 0 else { return nil }
            guard operation == .write, Bool.random(using: &faults) else { return .error(MemoryDisk.inputOutputError) }
            return .short(Int.random(in: 0..<60, using: &faults), MemoryDisk.noSpace)
        }
    }

    private mutating func append(to log: SegmentLog) {
        let count = Int.random(in: 1...4, using: &random)
        let numbers = attempted.count..<(attempted.count + count)
        for number in numbers { attempted.append(record(number)) }
        if (try? log.write(Array(attempted[numbers]))) != nil { acknowledged += numbers }
    }

    private mutating func remove(from log: SegmentLog) {
        let maximum = Int.random(in: 1..<20, using: &random)
        guard let batch = try? log.read(maximumRecords: maximum, maximumBytes: 2000) else { return }
        log.remove(batch)
        let removed = Set(batch.records.map(number))
        // Down in the middle, the removal was only asked for: what it was about may be there or not, like what came twice.
        acknowledged.removeAll { removed.contains($0) }
        if !disk.isDown, log.depth.records == 0 { barrier = attempted.count }
    }

    // MARK: Checking

    /// Looks at the files as the next life finds them, and leaves them as they are.
    private func check() throws {
        let recorded = RecordedLog()
        let log = try SegmentLog.on(MemoryDisk(files: disk.files), segmentSize: 300, logger: recorded.logger)
        let expectedCount = log.depth.records
        let found = try log.drain(by: 3)
        #expect(found.count == expectedCount, "seed \(seed)")
        #expect(found.allSatisfy { $0 == record(number($0)) && number($0) < attempted.count }, "seed \(seed): nothing is invented")
        #expect(firsts(found.map(number)) == acknowledged, "seed \(seed): all that was acknowledged, in order")
        #expect(found.map(number).allSatisfy { $0 >= barrier }, "seed \(seed): nothing comes from before the spool was empty")
        #expect(recorded.lines(containing: "is damaged").filter { !$0.contains("header") } == [], "seed \(seed): a crash isn't damage")
    }

    /// The acknowledged among the numbers, each where it comes first.
    private func firsts(_ numbers: [Int]) -> [Int] {
        let wanted = Set(acknowledged)
        var seen: Set<Int> = []
        return numbers.filter { wanted.contains($0) && seen.insert($0).inserted }
    }

    /// A record that tells its number, and whose bytes follow from it.
    private func record(_ number: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt32(number))
        return bytes + (0..<(number * 31 % 90)).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) }
    }

    private func number(_ record: [UInt8]) -> Int {
        record.count < 4 ? .max : Int(record.littleEndian(UInt32.self, at: 0))
    }
}
