import ExtensionProtocol
import NIOCore

/// Messages that wait for one client: so many at most, of which the oldest give way.
struct Inbox: Sendable {
    let limit: Int
    /// Most clients never have one waiting, so it starts small.
    private var messages = CircularBuffer<Message>(initialCapacity: 1)
    /// How many messages gave way to newer ones.
    private(set) var dropped = 0
    /// Whether the client knows that there are messages.
    private var isAnnounced = false

    init(limit: Int) { self.limit = limit }

    /// Returns whether the client has to be told, and whether another message gave way.
    mutating func append(_ message: Message) -> (hasToBeTold: Bool, drops: Bool) {
        let isFull = messages.count == limit
        if isFull {
            messages.removeFirst()
            dropped += 1
        }
        messages.append(message)
        defer { isAnnounced = true }
        return (!isAnnounced, isFull)
    }

    mutating func take(limit: Int, byteLimit: Int) -> (messages: [Message], hasMore: Bool) {
        var bytes = 0
        let taken = messages.prefix(limit).enumerated().prefix { index, message in
            bytes += message.payload.count
            return index == 0 || bytes <= byteLimit
        }.map(\.element)
        messages.removeFirst(taken.count)
        if messages.isEmpty { messages = CircularBuffer(initialCapacity: 1) }
        isAnnounced = !messages.isEmpty
        return (taken, isAnnounced)
    }
}
