import NIOCore

/// What a query has given, for a while, at most for so many look-ups.
struct LookupCache<Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let stored: NIODeadline
    }

    private let limits: CacheLimits
    private var entries: BoundedMap<LookupKey, Entry>
    private var keys: [[UInt8]: Set<LookupKey>] = [:]

    init(_ limits: CacheLimits) {
        self.limits = limits
        entries = BoundedMap(limit: limits.isOff ? 0 : limits.entries)
    }

    var count: Int { entries.count }

    /// What is as good as asking the database.
    func fresh(_ key: LookupKey, now: NIODeadline) -> Value? { value(key, within: limits.timeToLive, now) }

    /// What the database last said, for when it can't be asked.
    func lastKnown(_ key: LookupKey, now: NIODeadline) -> Value? { value(key, within: limits.lastKnown, now) }

    private func value(_ key: LookupKey, within age: Duration, _ now: NIODeadline) -> Value? {
        guard let entry = entries[key], now - entry.stored < TimeAmount(age) else { return nil }
        return entry.value
    }

    /// Remembers it, unless the key is too long for that.
    mutating func insert(_ value: Value, for key: LookupKey, now: NIODeadline) {
        guard key.isRemembered else { return }
        keys[key.username, default: []].insert(key)
        for gone in entries.insert(Entry(value: value, stored: now), for: key) { forget(gone) }
    }

    mutating func remove(_ key: LookupKey) {
        entries.remove(key)
        forget(key)
    }

    mutating func remove(username: [UInt8]) {
        for key in keys.removeValue(forKey: username) ?? [] { entries.remove(key) }
    }

    mutating func removeAll() {
        entries.removeAll()
        keys.removeAll()
    }

    private mutating func forget(_ key: LookupKey) {
        keys[key.username]?.remove(key)
        if keys[key.username]?.isEmpty ?? false { keys[key.username] = nil }
    }
}
