import ExtensionProtocol
import Testing

@Suite("Topic filters")
struct TopicFilterTests {
    @Test(
        arguments: [
            ("a", "a"), ("a/b", "a/b"), ("#", "a"), ("#", "a/b/c"), ("#", "/"), ("#", ""), ("+", "a"), ("+", ""),
            ("a/#", "a"), ("a/#", "a/"), ("a/#", "a/b/c"), ("+/#", "a"), ("a/+", "a/"), ("a/+", "a/b"), ("+/+", "/"), ("/+", "/a"),
            ("+/b", "/b"), ("a//b", "a//b"), ("a/+/b", "a//b"), ("/", "/"), ("/#", "/"), ("/#", "/a"), ("/#", ""), ("a/+/c/#", "a/b/c"),
            ("sport/+/player1", "sport/tennis/player1"), ("$SYS/#", "$SYS/brokers"), ("$SYS/+", "$SYS/a"), ("$SYS", "$SYS"),
            ("a/$b", "a/$b"), ("a/+", "a/$b"), ("温度/+", "温度/室内"), ("", ""),
            ("$share/g/a/+", "a/b"), ("$share/g/#", "a"), ("$share/g//a", "/a"), ("$queue/a/#", "a"), ("$share/温/a", "a"),
        ]
    )
    func matches(_ filter: TopicFilter, _ topic: String) {
        #expect(filter.matches(topic))
    }

    @Test(
        arguments: [
            ("a", "b"), ("a", "A"), ("a", "aa"), ("aa", "a"), ("a", "a/"), ("a/", "a"), ("a", "/a"), ("a/b", "a"), ("a", "a/b"), ("a", ""),
            ("", "a"), ("+", "a/b"), ("+", "/"), ("+/+", "a"), ("a/+", "a"), ("a/+", "a/b/c"), ("a/#", "ab"), ("a/#", "b/a"),
            ("a/+/#", "a"), ("a/b/#", "a"), ("#", "$SYS"), ("+", "$SYS"), ("+/a", "$SYS/a"), ("#", "$share/g/a"), ("$SYS/#", "$SYSTEM"),
            ("a/#/b", "a/x/b"), ("a+", "ab"), ("a/b#", "a/bc"), ("/#", "a"), ("$share/g/#", "$SYS/a"), ("$share/g/+", "$SYS"),
            ("$queue/#", "$SYS"), ("$shared/g/a", "a"), ("$share/g", "g"), ("$share/g/a", "$share/g/a"),
        ]
    )
    func doesNotMatch(_ filter: TopicFilter, _ topic: String) {
        #expect(!filter.matches(topic))
    }

    @Test(arguments: ["a", "/", "#", "+", "a/+/b", "a/#", "+/+/#", "$SYS/#", "$share/g/a", "$share/g/#", "$queue/a", "$queue", " ", "温度"])
    func valid(_ filter: TopicFilter) {
        #expect(filter.problem == nil)
        #expect(filter.isValid)
    }

    @Test(
        arguments: [
            ("", .empty), ("$share/g/", .empty), ("$queue/", .empty), ("a\u{0}", .nullCharacter),
            ("a#", .misplacedMultiLevelWildcard), ("#/a", .misplacedMultiLevelWildcard), ("a/#/b", .misplacedMultiLevelWildcard),
            ("##", .misplacedMultiLevelWildcard), ("+#", .misplacedMultiLevelWildcard), ("a+", .misplacedSingleLevelWildcard),
            ("++", .misplacedSingleLevelWildcard), ("a/+b/c", .misplacedSingleLevelWildcard), ("$share/g/a#", .misplacedMultiLevelWildcard),
            ("$share", .invalidShareGroup), ("$share/g", .invalidShareGroup), ("$share//a", .invalidShareGroup),
            ("$share/+/a", .invalidShareGroup), ("$share/g#/a", .invalidShareGroup),
        ] as [(TopicFilter, TopicFilter.Problem)]
    )
    func invalid(_ filter: TopicFilter, _ problem: TopicFilter.Problem) {
        #expect(filter.problem == problem)
        #expect(!filter.isValid)
    }

    @Test func length() {
        #expect(TopicFilter(String(repeating: "a", count: 65_535)).isValid)
        #expect(TopicFilter(String(repeating: "a", count: 65_536)).problem == .tooLong)
    }

    @Test func shareGroups() {
        #expect(TopicFilter("$share/g/a/b").shareGroup == "g")
        #expect(TopicFilter("$share/g/a/b").withoutShareGroup == "a/b")
        #expect(TopicFilter("$queue/a").shareGroup == "$queue")
        #expect(TopicFilter("$queue/a").withoutShareGroup == "a")
        #expect(TopicFilter("a/b").shareGroup == nil)
        #expect(TopicFilter("a/b").withoutShareGroup == "a/b")
        #expect(TopicFilter("$share/g/\u{301}a").withoutShareGroup == "\u{301}a")
    }

    @Test func sharing() {
        #expect(TopicFilter("a").shared(by: "g") == "$share/g/a")
        #expect(TopicFilter("a").shared(by: "$queue") == "$queue/a")
        #expect(TopicFilter("a").shared(by: "") == "a")
        #expect(TopicFilter("$share/g/a").shared(by: "h") == "$share/g/a")
    }
}
