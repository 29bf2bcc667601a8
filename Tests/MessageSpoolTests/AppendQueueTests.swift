import Testing

@testable import MessageSpool

@Suite struct AppendQueueTests {
    private func append(_ sizes: Int...) -> PendingAppend {
        PendingAppend(sizes.map { Array(repeating: 0, count: $0) }) { _ in }
    }

    private func configuration(_ change: (inout SpoolConfiguration) -> Void) -> SpoolConfiguration {
        var configuration = SpoolConfiguration(directory: "unused")
        change(&configuration)
        return configuration
    }

    @Test func recordsThatWaitAreBounded() {
        var queue = AppendQueue(configuration { $0.queueRecords = 3 })
        queue.accept(append(1, 1))
        #expect(queue.refusal(of: append(1, 1)) == .queueFull)
        #expect(queue.refusal(of: append(1)) == nil)
        let batch = queue.takeBatch()
        #expect(queue.refusal(of: append(1, 1)) == .queueFull, "what is being written counts")
        queue.settle(batch, stored: SpoolDepth())
        #expect(queue.refusal(of: append(1, 1)) == nil)
    }

    @Test func bytesThatWaitAreBounded() {
        var queue = AppendQueue(configuration { $0.queueBytes = 100 })
        queue.accept(append(60))
        #expect(queue.refusal(of: append(41)) == .queueFull)
        #expect(queue.refusal(of: append(40)) == nil)
    }

    @Test func theDiskIsBoundedWithWhatWaits() {
        var queue = AppendQueue(configuration { $0.maximumBytes = 1000 })
        queue.settle([], stored: SpoolDepth(records: 1, bytes: 1, bytesOnDisk: 500))
        queue.accept(append(300))
        let room = 1000 - 500 - (SegmentHeader.size + Frame.overhead) * 2 - 300
        #expect(queue.refusal(of: append(room)) == nil)
        #expect(queue.refusal(of: append(room + 1)) == .full(limit: 1000))
    }

    @Test func aBatchIsWhateverWaitsUpToItsSize() {
        var queue = AppendQueue(configuration { $0.queueBytes = 1 << 30 })
        let limit = AppendQueue.batchBytes
        for size in [limit / 2, limit / 2, 1, limit * 2, 1] { queue.accept(append(size)) }
        #expect(queue.takeBatch().map(\.bytes) == [limit / 2, limit / 2])
        #expect(queue.takeBatch().map(\.bytes) == [1])
        #expect(queue.takeBatch().map(\.bytes) == [limit * 2], "one alone may be larger")
        #expect(queue.takeBatch().map(\.bytes) == [1])
        #expect(queue.takeBatch().isEmpty)
    }

    @Test func itIsEmptyWhenAllIsRemoved() {
        var queue = AppendQueue(configuration { _ in })
        #expect(queue.isEmpty)
        queue.accept(append(5))
        #expect(!queue.isEmpty && !queue.hasStored)
        let batch = queue.takeBatch()
        #expect(!queue.isEmpty)
        queue.settle(batch, stored: SpoolDepth(records: 1, bytes: 5, bytesOnDisk: 45))
        #expect(!queue.isEmpty && queue.hasStored)
        #expect(queue.depth == SpoolDepth(records: 1, bytes: 5, bytesOnDisk: 45))
        queue.settle([], stored: SpoolDepth())
        #expect(queue.isEmpty)
    }
}
