/// The prepared statements of one connection: as many as the limit, the one unused for longest makes room.
struct StatementCache {
    struct Key: Hashable {
        let sql: String
        let types: [UInt32]
    }

    private struct Entry {
        let name: String
        var lastUse: Int
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var uses = 0
    private var preparedCount = 0
    /// Statements that the server still has and that nothing here uses.
    private var discarded: [String] = []

    init(limit: Int) { self.limit = limit }

    /// The statement's name if it is prepared.
    mutating func name(for key: Key) -> String? {
        uses += 1
        entries[key]?.lastUse = uses
        return entries[key]?.name
    }

    /// A name to prepare the statement under. Names are never used twice, so that a statement which the server kept does no harm.
    mutating func add(_ key: Key) -> String {
        if entries.count >= limit { discardOldest() }
        uses += 1
        preparedCount += 1
        let name = "s\(preparedCount)"
        entries[key] = Entry(name: name, lastUse: uses)
        return name
    }

    /// Forgets a statement that the server doesn't have, unless it was prepared anew meanwhile.
    mutating func forget(_ key: Key, named name: String) {
        if entries[key]?.name == name { entries[key] = nil }
    }

    /// Forgets a statement that the server has.
    mutating func discard(_ key: Key, named name: String) {
        guard entries[key]?.name == name else { return }
        entries[key] = nil
        discarded.append(name)
    }

    private mutating func discardOldest() {
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        discard(oldest.key, named: oldest.value.name)
    }

    /// The names to deallocate.
    mutating func takeDiscarded() -> [String] {
        defer { discarded = [] }
        return discarded
    }
}
