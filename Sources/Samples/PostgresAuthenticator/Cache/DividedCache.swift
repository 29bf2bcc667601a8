import NIOCore

/// Look-ups that found something and those that found nothing, each within a limit of their own: made-up names don't push out real ones, and
/// take no longer than these when they come again.
struct DividedCache<Value: Sendable>: Sendable {
    private let isNothing: @Sendable (Value) -> Bool
    private var found: LookupCache<Value>
    private var absent: LookupCache<Value>

    init(_ limits: CacheLimits, isNothing: @escaping @Sendable (Value) -> Bool) {
        self.isNothing = isNothing
        found = LookupCache(limits)
        absent = LookupCache(limits)
    }

    /// What is as good as asking the database.
    func fresh(_ key: LookupKey, now: NIODeadline) -> Value? { found.fresh(key, now: now) ?? absent.fresh(key, now: now) }

    /// What the database last said, for when it can't be asked.
    func lastKnown(_ key: LookupKey, now: NIODeadline) -> Value? { found.lastKnown(key, now: now) ?? absent.lastKnown(key, now: now) }

    mutating func insert(_ value: Value, for key: LookupKey, now: NIODeadline) {
        if isNothing(value) {
            found.remove(key)
            absent.insert(value, for: key, now: now)
        } else {
            absent.remove(key)
            found.insert(value, for: key, now: now)
        }
    }

    mutating func remove(username: [UInt8]) {
        found.remove(username: username)
        absent.remove(username: username)
    }

    mutating func removeAll() {
        found.removeAll()
        absent.removeAll()
    }
}
