import Testing

@testable import ExtensionGRPC

struct MessageQueueTests {
    @Test func messagesLeaveInTheOrderOfTheirComing() {
        var queue = MessageQueue()
        #expect(queue.isEmpty && queue.popFirst() == nil)
        for round in 0..<3 {
            for number in 0..<10 { queue.append([UInt8(round), UInt8(number)]) }
            #expect(queue.count == 10)
            for number in 0..<10 { #expect(queue.popFirst() == [UInt8(round), UInt8(number)]) }
            #expect(queue.isEmpty && queue.popFirst() == nil)
        }
    }

    /// The answers of gateways mostly are.
    @Test func anEmptyMessageIsOne() {
        var queue = MessageQueue()
        queue.append([])
        #expect(!queue.isEmpty && queue.count == 1)
        #expect(queue.popFirst() == [])
        #expect(queue.isEmpty)
    }
}
