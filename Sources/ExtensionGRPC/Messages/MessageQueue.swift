import NIOCore

/// Messages in the order in which they came. A unary call has one, for which nothing is allocated.
struct MessageQueue {
    private var first: [UInt8]?
    private var rest: CircularBuffer<[UInt8]>?

    var isEmpty: Bool { first == nil }
    var count: Int { first == nil ? 0 : 1 + (rest?.count ?? 0) }

    mutating func append(_ message: [UInt8]) {
        if first == nil {
            first = message
        } else {
            rest = rest ?? CircularBuffer(initialCapacity: 4)
            rest?.append(message)
        }
    }

    mutating func popFirst() -> [UInt8]? {
        defer { first = rest?.popFirst() }
        return first
    }
}
