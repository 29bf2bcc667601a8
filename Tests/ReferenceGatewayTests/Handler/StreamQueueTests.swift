import ExtensionGRPC
import Testing

@testable import ReferenceGateway

@Suite struct StreamQueueTests {
    private var queue = StreamQueue()
    private let statuses = EventQueue<String>()

    private mutating func append(_ message: [UInt8]) -> Int {
        let number = queue.nextNumber()
        queue.append(message, number: number) { [statuses] in statuses.append("\(number) \($0.code)") }
        return number
    }

    @Test mutating func messagesKeepTheirOrder() throws {
        for byte: UInt8 in 1...3 { _ = append([byte]) }
        let first = try queue.next().orThrow()
        queue.putBack(first)
        #expect((0..<4).map { _ in queue.next()?.message } == [[1], [2], [3], nil])
    }

    /// A stream that is stuck doesn't take them, and devices come and go meanwhile.
    @Test mutating func nothingIsLeftOfCanceledCalls() {
        let numbers = (0..<100).map { _ in append([1]) }
        for number in numbers.reversed() { queue.cancel(number, RPCStatus(.cancelled)) }
        #expect(queue.isEmpty)
        #expect(statuses.all == numbers.reversed().map { "\($0) cancelled" })
    }

    @Test mutating func aMessageThatWasTakenOffCanBeCanceledToo() throws {
        let (first, _) = (append([1]), append([2]))
        let item = try queue.next().orThrow()
        queue.cancel(first, RPCStatus(.cancelled))
        queue.putBack(item)
        queue.complete(first, .ok)
        #expect(queue.next()?.message == [2])
        #expect(statuses.all == ["1 cancelled"])
    }
}
