import Testing

@testable import ExtensionPostgres

@Suite("Statement cache")
struct StatementCacheTests {
    private func key(_ sql: String, _ types: [UInt32] = []) -> StatementCache.Key { StatementCache.Key(sql: sql, types: types) }

    @Test("The same SQL with other types is another statement")
    func types() {
        var cache = StatementCache(limit: 4)
        let name = cache.add(key("a", [20]))
        #expect(cache.name(for: key("a", [20])) == name)
        #expect(cache.name(for: key("a", [21])) == nil)
    }

    @Test("The one unused for longest makes room, and is to be deallocated once")
    func eviction() {
        var cache = StatementCache(limit: 2)
        let a = cache.add(key("a"))
        let b = cache.add(key("b"))
        _ = cache.name(for: key("a"))
        _ = cache.add(key("c"))
        #expect(cache.name(for: key("a")) == a)
        #expect(cache.name(for: key("b")) == nil)
        #expect(cache.takeDiscarded() == [b])
        #expect(cache.takeDiscarded() == [])
    }

    @Test("A statement that was prepared anew isn't forgotten because of its predecessor")
    func forgetting() {
        var cache = StatementCache(limit: 2)
        let old = cache.add(key("a"))
        cache.forget(key("a"), named: old)
        let new = cache.add(key("a"))
        cache.forget(key("a"), named: old)
        cache.discard(key("a"), named: old)
        #expect(cache.name(for: key("a")) == new)
        #expect(cache.takeDiscarded() == [])
    }
}
