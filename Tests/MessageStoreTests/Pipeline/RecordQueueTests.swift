import ExtensionPostgres
import HookProviderKit
@testable import MessageStore
import Testing

@Suite("Records that wait")
struct RecordQueueTests {
    @Test("Come in their order, as many as may be in a batch")
    func order() async {
        let queue = RecordQueue(maximumRecords: 10, maximumBytes: 1 << 20)
        for number in 0..<5 { #expect(queue.add(entry(number))) }
        #expect(await queue.nextBatch(maximumRecords: 3, maximumBytes: .max)?.map(\.number) == [0, 1, 2])
        #expect(await queue.nextBatch(maximumRecords: 3, maximumBytes: .max)?.map(\.number) == [3, 4])
    }

    @Test("A batch is bounded by bytes, but has one record at least")
    func batchBytes() async {
        let queue = RecordQueue(maximumRecords: 10, maximumBytes: 1 << 20)
        for number in 0..<3 { #expect(queue.add(entry(number, bytes: 1_000))) }
        #expect(await queue.nextBatch(maximumRecords: 10, maximumBytes: 2_500)?.map(\.number) == [0, 1])
        #expect(await queue.nextBatch(maximumRecords: 10, maximumBytes: 1)?.map(\.number) == [2])
    }

    @Test("No more wait than may, by number and by bytes; one record alone may be larger")
    func bounds() async {
        let queue = RecordQueue(maximumRecords: 2, maximumBytes: 2_000)
        #expect(queue.add(entry(0, bytes: 5_000)))
        #expect(!queue.add(entry(1)), "the bytes are used up")
        _ = await queue.nextBatch(maximumRecords: 10, maximumBytes: .max)
        #expect(queue.add(entry(2)) && queue.add(entry(3)))
        #expect(!queue.add(entry(4)), "the number is used up")
    }

    @Test("A finished queue takes nothing more and gives out what waits")
    func finishing() async {
        let queue = RecordQueue(maximumRecords: 10, maximumBytes: 1 << 20)
        #expect(queue.add(entry(0)))
        queue.finish()
        #expect(!queue.add(entry(1)))
        #expect(await queue.nextBatch(maximumRecords: 10, maximumBytes: .max)?.map(\.number) == [0])
        #expect(await queue.nextBatch(maximumRecords: 10, maximumBytes: .max) == nil)
    }

    @Test("Whoever waits for a batch is woken by a record, and by the end")
    func waking() async {
        let queue = RecordQueue(maximumRecords: 10, maximumBytes: 1 << 20)
        async let first = queue.nextBatch(maximumRecords: 10, maximumBytes: .max)
        #expect(queue.add(entry(0)))
        #expect(await first?.count == 1)
        async let second = queue.nextBatch(maximumRecords: 10, maximumBytes: .max)
        queue.finish()
        #expect(await second == nil)
    }

    private func entry(_ number: Int, bytes: Int = 0) -> RecordQueue.Entry {
        let event = MessagePublish(message: message(number, payload: Array(repeating: 0, count: bytes)))
        return RecordQueue.Entry(record: .message(StoredMessage(event))) { _ in }
    }
}

extension RecordQueue.Entry {
    fileprivate var number: Int {
        guard case .message(let message) = record else { return -1 }
        return Int(message.id.low)
    }
}
