import ExtensionProtocol
import SeededRandom
import Testing

@testable import PostgresAuthentication

@Suite("Rules' filters and what they cover")
struct TopicLevelsTests {
    private func covers(_ rule: String, _ topic: String, plusTakesMultiLevelWildcard: Bool = false) -> Bool {
        TopicLevels(rule).covers(TopicLevels(topic), plusTakesMultiLevelWildcard: plusTakesMultiLevelWildcard)
    }

    @Test(arguments: [
        ("t/#", "t/+"), ("t/#", "t/#"), ("t/#", "t/a/#"), ("t/+", "t/+"), ("#", "#"), ("#", "+/a"), ("+/a", "+/a"), ("$SYS/#", "$SYS/#"),
    ])
    func subscription(_ rule: String, _ filter: String) {
        #expect(covers(rule, filter))
    }

    @Test(arguments: [
        ("t/a", "t/+"), ("t/+", "t/#"), ("+", "#"), ("#", "$SYS/#"), ("+/a", "$SYS/a"), ("t/+/#", "t/#"), ("+/#", "#"), ("t", "t/#"),
    ])
    func notTheSubscription(_ rule: String, _ filter: String) {
        #expect(!covers(rule, filter))
    }

    @Test(arguments: [("t/+", "t/#"), ("+", "#"), ("t/+/#", "t/#")])
    func plusAsInEMQX(_ rule: String, _ filter: String) {
        #expect(covers(rule, filter, plusTakesMultiLevelWildcard: true))
    }

    @Test
    func bytesAreCompared() {
        #expect(!covers("caf\u{E9}", "cafe\u{301}"))
        #expect(covers("a/+", "a/\u{301}b"))
    }

    /// Every pair of filters of up to three levels, against a slow definition.
    @Test(arguments: [false, true])
    func followsTheDefinition(plusTakesMultiLevelWildcard: Bool) {
        let filters = Self.filters(ofUpTo: 3, from: ["a", "", "$a", "+", "#"]).filter { TopicFilter($0).problem == nil }
        for rule in filters {
            for topic in filters {
                let expected = obviouslyCovers(rule, topic, plusTakesMultiLevelWildcard)
                #expect(covers(rule, topic, plusTakesMultiLevelWildcard: plusTakesMultiLevelWildcard) == expected, "\(rule) \(topic)")
            }
        }
    }

    /// A rule that covers a subscription matches every topic that the subscription gets.
    @Test
    func coveredTopicsMatch() {
        let filters = Self.filters(ofUpTo: 3, from: ["a", "b", "$a", "+", "#"]).filter { TopicFilter($0).problem == nil }
        let topics = Self.filters(ofUpTo: 4, from: ["a", "b", "$a"])
        let received = filters.map { filter in topics.filter { TopicFilter(filter).matches($0) } }
        for rule in filters {
            let ruleFilter = TopicFilter(rule)
            for (filter, topics) in zip(filters, received) where covers(rule, filter) {
                #expect(topics.allSatisfy(ruleFilter.matches), "\(rule) \(filter)")
            }
        }
    }

    @Test(arguments: [UInt64](1...20))
    func topicNamesMatchAsForAnySubscriber(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let rule = Self.random(["a", "b", "", "$a", "é", "+", "+", "#"], &generator)
            let topic = Self.random(["a", "b", "", "$a", "é"], &generator)
            #expect(covers(rule, topic) == TopicFilter(rule).matches(topic), "\(rule) \(topic)")
        }
    }
}

extension TopicLevelsTests {
    private static func filters(ofUpTo count: Int, from levels: [String]) -> [String] {
        guard count > 1 else { return levels }
        let shorter = filters(ofUpTo: count - 1, from: levels)
        return Array(Set(shorter + levels.flatMap { level in shorter.map { "\(level)/\($0)" } }))
    }

    private static func random(_ levels: [String], _ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...5, using: &generator)
        return (0..<count).map { _ in levels[Int.random(in: 0..<levels.count, using: &generator)] }.joined(separator: "/")
    }
}

private func obviouslyCovers(_ rule: String, _ topic: String, _ plusTakesMultiLevelWildcard: Bool) -> Bool {
    if topic.hasPrefix("$"), rule.hasPrefix("+") || rule.hasPrefix("#") { return false }
    func levels(_ text: String) -> ArraySlice<String> { text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)[...] }
    func tails(_ rule: ArraySlice<String>, _ topic: ArraySlice<String>) -> Bool {
        if rule == ["#"] { return true }
        guard let wanted = rule.first, let level = topic.first else { return rule.isEmpty && topic.isEmpty }
        let fits = wanted == "+" ? level != "#" || plusTakesMultiLevelWildcard : wanted == level
        return fits && tails(rule.dropFirst(), topic.dropFirst())
    }
    return tails(levels(rule), levels(topic))
}
