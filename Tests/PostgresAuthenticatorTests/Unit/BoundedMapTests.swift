import Testing

@testable import PostgresAuthenticator

@Suite("Bounded map")
struct BoundedMapTests {
    @Test("The oldest make room, and say which they were")
    func eviction() {
        var map = BoundedMap<Int, String>(limit: 2)
        #expect(map.insert("a", for: 1) == [])
        #expect(map.insert("b", for: 2) == [])
        #expect(map.insert("c", for: 3) == [1])
        #expect([map[1], map[2], map[3]] == [nil, "b", "c"])
    }

    @Test("What is set again is new, what is updated stays as old as it was")
    func age() {
        var map = BoundedMap<Int, String>(limit: 2)
        map.insert("a", for: 1)
        map.insert("b", for: 2)
        map.insert("a2", for: 1)
        map.update(2) { $0 += "!" }
        #expect(map[2] == "b!")
        #expect(map.insert("c", for: 3) == [2])
        #expect(map[1] == "a2")
    }

    @Test("Without room nothing is kept")
    func noRoom() {
        var map = BoundedMap<Int, String>(limit: 0)
        #expect(map.insert("a", for: 1) == [1])
        #expect(map.count == 0)
    }

    @Test("It is as small after thousands of changes of a few entries as after a few")
    func churn() {
        var map = BoundedMap<Int, Int>(limit: 4)
        map.insert(0, for: -1)
        for number in 0..<10_000 {
            map.insert(number, for: number % 3)
            if number % 2 == 0 { map.remove(number % 3) }
        }
        #expect(map.orderCount <= 9)
        #expect(map[-1] == 0)
    }
}
