/// The handler calls of one device: one is under way, the others wait in their order.
///
/// Bytes that come while bytes are last in the queue join them, since a stream of bytes has no borders to keep.
struct CallQueue: Sendable {
    /// How many bytes one call brings at most, unless they came off the socket at once.
    static let bytesPerCall = 64 << 10
    /// From how many waiting bytes on the socket isn't read.
    static let byteLimit = 64 << 10

    private var waiting: [HandlerCall] = []
    private var waitingBytes = 0
    /// The number of the call under way, by which a late answer is known; nil where there is none.
    private(set) var current: Int?
    private var lastNumber = 0

    var isEmpty: Bool { waiting.isEmpty && current == nil }
    var isFull: Bool { waitingBytes >= Self.byteLimit }
    /// Whether there is room again, after it was full.
    var hasRoom: Bool { waitingBytes <= Self.byteLimit / 2 }

    mutating func append(_ call: HandlerCall) {
        guard case .receivedBytes(let bytes) = call else { return waiting.append(call) }
        waitingBytes += bytes.count
        if !join(bytes) { waiting.append(call) }
    }

    private mutating func join(_ bytes: [UInt8]) -> Bool {
        guard case .receivedBytes(var last)? = waiting.last, last.count + bytes.count <= Self.bytesPerCall else { return false }
        waiting.removeLast()
        last += bytes
        waiting.append(.receivedBytes(last))
        return true
    }

    /// Messages wait at most once: the call takes all that there are.
    mutating func appendMessages() {
        if !waiting.contains(.receivedMessages) { waiting.append(.receivedMessages) }
    }

    /// The next call, if none is under way.
    mutating func next() -> (call: HandlerCall, number: Int)? {
        guard current == nil, !waiting.isEmpty else { return nil }
        let call = waiting.removeFirst()
        if waiting.isEmpty { waiting = [] }
        if case .receivedBytes(let bytes) = call { waitingBytes -= bytes.count }
        lastNumber += 1
        current = lastNumber
        return (call, lastNumber)
    }

    /// Returns whether the call was the one under way.
    mutating func finished(_ number: Int) -> Bool {
        guard current == number else { return false }
        current = nil
        return true
    }

    mutating func removeWaiting() {
        waiting = []
        waitingBytes = 0
    }
}
