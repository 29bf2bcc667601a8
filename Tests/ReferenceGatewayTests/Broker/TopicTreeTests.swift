import ExtensionProtocol
import SeededRandom
import Testing

@testable import ReferenceGateway

@Suite struct TopicTreeTests {
    /// Levels that meet often, with everything that is special: wildcards, `$`, empty levels, letters that look alike.
    private static let levels = ["a", "b", "", "+", "$SYS", "e\u{301}", "\u{e9}"]

    @Test(arguments: 0..<200) func matchesWhatANaiveMatcherMatches(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tree = TopicTree<Int>()
        var filters: [Int: String] = [:]
        for step in 0..<120 {
            let filter = Self.filter(&random)
            if random.pick([true, true, false]) {
                #expect(tree.insert(step, DeliveryOptions(qos: .atMostOnce), filter: filter, group: nil) == true)
                filters[step] = filter
            } else if let (subscriber, filter) = filters.randomElement(using: &random) {
                #expect(tree.remove(subscriber, filter: filter, group: nil) == true)
                filters[subscriber] = nil
            }
            let topic = Self.topic(&random)
            let expected = filters.filter { TopicFilter($0.value).matches(topic) }.keys.sorted()
            #expect(tree.subscribers(of: topic) == expected, "\(topic) with \(filters)")
        }
        for (subscriber, filter) in filters { tree.remove(subscriber, filter: filter, group: nil) }
        #expect(tree.isEmpty)
    }

    @Test func removingWhatIsNotThereChangesNothing() {
        var tree = TopicTree<Int>()
        #expect(tree.remove(1, filter: "a/b", group: nil) == false)
        #expect(tree.isEmpty)
        tree.insert(1, DeliveryOptions(qos: .atMostOnce), filter: "a/b", group: nil)
        #expect(tree.remove(2, filter: "a/b", group: nil) == false)
        #expect(tree.remove(1, filter: "a/b", group: "g") == false)
        #expect(tree.remove(1, filter: "a", group: nil) == false)
        #expect(tree.subscribers(of: "a/b") == [1])
    }

    @Test func anInsertOfTheSameSubscriptionChangesItsOptions() {
        var tree = TopicTree<Int>()
        #expect(tree.insert(1, DeliveryOptions(qos: .atMostOnce), filter: "a", group: nil) == true)
        #expect(tree.insert(1, DeliveryOptions(qos: .exactlyOnce), filter: "a", group: nil) == false)
        var options: [DeliveryOptions] = []
        tree.match("a") { options.append($1) }
        #expect(options == [DeliveryOptions(qos: .exactlyOnce)])
    }

    @Test func membersOfAGroupTakeTurns() {
        var tree = TopicTree<Int>()
        for member in [1, 2, 3] { tree.insert(member, DeliveryOptions(qos: .atMostOnce), filter: "a/+", group: "g") }
        tree.insert(9, DeliveryOptions(qos: .atMostOnce), filter: "a/+", group: "other")
        #expect((0..<4).map { _ in tree.subscribers(of: "a/b") } == [[1, 9], [2, 9], [3, 9], [1, 9]])
        tree.remove(1, filter: "a/+", group: "g")
        #expect((0..<3).map { _ in tree.subscribers(of: "a/b") } == [[2, 9], [3, 9], [2, 9]])
        for member in [2, 3] { tree.remove(member, filter: "a/+", group: "g") }
        tree.remove(9, filter: "a/+", group: "other")
        #expect(tree.isEmpty)
    }

    private static func topic(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick(levels.filter { $0 != "+" }) }.joined(separator: "/")
    }

    private static func filter(_ random: inout SeededGenerator) -> String {
        let filter = (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick(levels) }.joined(separator: "/")
        return random.pick([filter, filter, filter + "/#", "#"])
    }
}

extension TopicTree where Subscriber == Int {
    fileprivate mutating func subscribers(of topic: String) -> [Int] {
        var found: [Int] = []
        match(topic) { subscriber, _ in found.append(subscriber) }
        return found.sorted()
    }
}
