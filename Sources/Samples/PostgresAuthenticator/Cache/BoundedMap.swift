import NIOCore

/// A map of at most `limit` entries, of which the oldest make room for new ones.
struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        let number: UInt64
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    /// Keys in the order of their entries, and some whose entries are gone.
    private var order = CircularBuffer<(key: Key, number: UInt64)>()
    private var nextNumber: UInt64 = 0

    init(limit: Int) { self.limit = limit }

    var count: Int { entries.count }

    /// What is held for `count` entries, which has to be bounded too.
    var orderCount: Int { order.count }

    subscript(key: Key) -> Value? { entries[key]?.value }

    /// Adds an entry as the newest, in place of one that the key has. Returns the keys that made room.
    @discardableResult
    mutating func insert(_ value: Value, for key: Key) -> [Key] {
        guard limit > 0 else { return [key] }
        entries[key] = Entry(value: value, number: nextNumber)
        order.append((key, nextNumber))
        nextNumber += 1
        if order.count > 2 * limit { order.removeAll { entries[$0.key]?.number != $0.number } }
        return removeOldest()
    }

    /// Changes an entry, which keeps its age; nothing if there is none.
    mutating func update(_ key: Key, _ body: (inout Value) -> Void) {
        guard let index = entries.index(forKey: key) else { return }
        body(&entries.values[index].value)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? { entries.removeValue(forKey: key)?.value }

    mutating func removeAll() {
        entries.removeAll()
        order.removeAll()
    }

    private mutating func removeOldest() -> [Key] {
        var removed: [Key] = []
        while entries.count > limit, let oldest = order.popFirst() {
            guard entries[oldest.key]?.number == oldest.number else { continue }
            entries[oldest.key] = nil
            removed.append(oldest.key)
        }
        return removed
    }
}
