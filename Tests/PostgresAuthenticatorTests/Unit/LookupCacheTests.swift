import NIOCore
import Testing

@testable import PostgresAuthenticator

@Suite("Cache of look-ups")
struct LookupCacheTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let anna = LookupKey(username: "anna", values: ["anna", "10.0.0.1"])
    private let annaElsewhere = LookupKey(username: "anna", values: ["anna", "10.0.0.2"])
    private let bert = LookupKey(username: "bert", values: ["bert", "10.0.0.1"])

    private func cache(_ change: (inout CacheLimits) -> Void = { _ in }) -> LookupCache<Int> {
        var limits = CacheLimits()
        limits.timeToLive = .seconds(60)
        limits.lastKnown = .seconds(600)
        change(&limits)
        return LookupCache(limits)
    }

    @Test("An answer is fresh, then the last known, then nothing")
    func ages() {
        var cache = cache()
        cache.insert(1, for: anna, now: start)
        #expect(cache.fresh(anna, now: start + .seconds(59)) == 1)
        #expect(cache.fresh(anna, now: start + .seconds(60)) == nil)
        #expect(cache.lastKnown(anna, now: start + .seconds(599)) == 1)
        #expect(cache.lastKnown(anna, now: start + .seconds(600)) == nil)
    }

    @Test("A user's answers are dropped together, and nobody else's")
    func dropsByUser() {
        var cache = cache()
        for (value, key) in [anna, annaElsewhere, bert].enumerated() { cache.insert(value, for: key, now: start) }
        cache.remove(username: Array("anna".utf8))
        #expect(cache.fresh(anna, now: start) == nil)
        #expect(cache.lastKnown(annaElsewhere, now: start) == nil)
        #expect(cache.fresh(bert, now: start) == 2)
        cache.removeAll()
        #expect(cache.count == 0)
    }

    @Test("Many clients of one user have one limit with all others")
    func limit() {
        var cache = cache { $0.entries = 100 }
        for number in 0..<1_000 { cache.insert(number, for: LookupKey(username: "anna", values: ["\(number)"]), now: start) }
        #expect(cache.count == 100)
        cache.remove(username: Array("anna".utf8))
        #expect(cache.count == 0)
    }

    @Test("A key of more than 2 KiB isn't remembered, neither by its username nor by another value")
    func longKeys() {
        var cache = cache()
        let name = { String(repeating: "n", count: $0) }
        let kept = [LookupKey(username: name(1_024), values: [name(1_024)]), LookupKey(username: "", values: [name(1_024), name(1_023)])]
        let refused = [LookupKey(username: name(1_024), values: [name(1_025)]), LookupKey(username: name(2_049), values: [])]
        for key in kept + refused { cache.insert(1, for: key, now: start) }
        #expect(kept.allSatisfy { cache.fresh($0, now: start) == 1 })
        #expect(refused.allSatisfy { cache.fresh($0, now: start) == nil })
        #expect(cache.count == kept.count)
    }

    @Test("Values run into each other in no key")
    func keys() {
        #expect(LookupKey(username: "u", values: ["a", "bc"]) != LookupKey(username: "u", values: ["ab", "c"]))
        #expect(LookupKey(username: "caf\u{E9}", values: []) != LookupKey(username: "cafe\u{301}", values: []))
    }
}
