import ExtensionGRPC
import NIOCore

/// Messages that wait for a stream, and who waits for each of them. A message that nobody waits for any more isn't sent.
struct StreamQueue {
    typealias Completion = (RPCStatus) -> Void

    struct Item: Sendable {
        let number: Int
        let message: [UInt8]
    }

    private var waiting = CircularBuffer<Item>()
    private var completions: [Int: Completion] = [:]
    private var lastNumber = 0

    var isEmpty: Bool { waiting.isEmpty }

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func append(_ message: [UInt8], number: Int, _ completion: @escaping Completion) {
        completions[number] = completion
        waiting.append(Item(number: number, message: message))
    }

    mutating func putBack(_ item: Item) { waiting.prepend(item) }

    mutating func next() -> Item? {
        while let item = waiting.popFirst() {
            if completions[item.number] != nil { return item }
        }
        return nil
    }

    /// Nobody waits for the message any more. It leaves the queue, where it would stay for as long as the stream is stuck.
    mutating func cancel(_ number: Int, _ status: RPCStatus) {
        if let index = waiting.firstIndex(where: { $0.number == number }) { waiting.remove(at: index) }
        complete(number, status)
    }

    /// Tells who waits for the message; only the first time counts.
    mutating func complete(_ number: Int, _ status: RPCStatus) { completions.removeValue(forKey: number)?(status) }
}
