import NIOCore
import Testing

@testable import PostgresAuthenticator

@Suite("Cache of look-ups that found something and that didn't")
struct DividedCacheTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let anna = LookupKey(username: "anna", values: ["anna"])
    private let madeUp = (1...9).map { LookupKey(username: "nobody\($0)", values: ["nobody\($0)"]) }

    private func cache(entries: Int = 2) -> DividedCache<Int?> {
        var limits = CacheLimits()
        limits.entries = entries
        limits.lastKnown = .seconds(600)
        return DividedCache(limits) { $0 == nil }
    }

    @Test("Nothing is remembered as well, within the same limit, and pushes out nothing that was found")
    func limits() {
        var cache = cache()
        cache.insert(1, for: anna, now: start)
        for key in madeUp { cache.insert(nil, for: key, now: start) }
        #expect(cache.fresh(anna, now: start) == .some(1))
        #expect(madeUp.filter { cache.fresh($0, now: start) == .some(nil) } == madeUp.suffix(2))
    }

    @Test("What is found takes the place of nothing, and the other way round")
    func replacement() {
        var cache = cache()
        for value in [nil, 1, nil, 2] {
            cache.insert(value, for: anna, now: start)
            #expect(cache.fresh(anna, now: start) == .some(value))
            #expect(cache.lastKnown(anna, now: start) == .some(value))
        }
    }

    @Test("Both are dropped by the user, and together", arguments: [nil, 1])
    func drops(_ value: Int?) {
        var cache = cache()
        cache.insert(value, for: anna, now: start)
        cache.remove(username: Array("anna".utf8))
        #expect(cache.fresh(anna, now: start) == nil)
        cache.insert(value, for: anna, now: start)
        cache.removeAll()
        #expect(cache.fresh(anna, now: start) == nil)
    }
}
