import ExtensionProtocol
import NIOCore

/// How much may wait for one client. EMQX's `max_mqueue_len` knows messages only.
package struct InboxLimit: Sendable {
    package var messages: Int
    package var bytes: Int

    /// 1,000 messages, as by EMQX's default, and 16 MiB.
    package init(messages: Int = 1000, bytes: Int = 16 << 20) {
        self.messages = messages
        self.bytes = bytes
    }
}

/// Messages that wait for one client. Past the limit the oldest give way; the newest stays in any case.
struct Inbox: Sendable {
    private struct Item: Sendable {
        let message: Message
        let size: Int
    }

    let limit: InboxLimit
    /// Most clients never have one waiting, so it starts small.
    private var items = CircularBuffer<Item>(initialCapacity: 1)
    private var bytes = 0
    /// How many messages gave way to newer ones.
    private(set) var dropped = 0
    /// Whether the client knows that there are messages.
    private var isAnnounced = false

    init(limit: InboxLimit) { self.limit = limit }

    /// Returns whether the client has to be told, and how many other messages gave way.
    mutating func append(_ message: Message) -> (hasToBeTold: Bool, drops: Int) {
        let item = Item(message: message, size: message.encodedSize())
        items.append(item)
        bytes += item.size
        let drops = dropOldest()
        defer { isAnnounced = true }
        return (!isAnnounced, drops)
    }

    private mutating func dropOldest() -> Int {
        var drops = 0
        while items.count > 1, items.count > limit.messages || bytes > limit.bytes {
            _ = removeFirst()
            drops += 1
        }
        dropped += drops
        return drops
    }

    mutating func take(limit: Int, byteLimit: Int) -> (messages: [Message], hasMore: Bool) {
        var (taken, room): ([Message], Int) = ([], byteLimit)
        while taken.count < limit, let next = items.first, taken.isEmpty || next.size <= room {
            room -= next.size
            taken.append(removeFirst())
        }
        if items.isEmpty { items = CircularBuffer(initialCapacity: 1) }
        isAnnounced = !items.isEmpty
        return (taken, isAnnounced)
    }

    private mutating func removeFirst() -> Message {
        let item = items.removeFirst()
        bytes -= item.size
        return item.message
    }
}
