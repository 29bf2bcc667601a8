/// The levels of a topic name or filter, as bytes: Swift's characters would take different spellings of a text for the same.
struct TopicLevels: Sendable, Hashable {
    let levels: [[UInt8]]

    init(_ levels: [[UInt8]]) {
        self.levels = levels
    }

    init(_ text: String) {
        levels = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    }

    static let multiLevelWildcard = [UInt8(ascii: "#")]
    static let singleLevelWildcard = [UInt8(ascii: "+")]
}

extension TopicLevels {
    /// Whether this filter takes in all of a topic name, or of the filter of a subscription, which is read as if it were a name.
    ///
    /// `#` in a subscription stands for more than one level, so `+` doesn't take it in. EMQX's matcher says it does; with
    /// `plusTakesMultiLevelWildcard` this one does too.
    func covers(_ topic: TopicLevels, plusTakesMultiLevelWildcard: Bool) -> Bool {
        if topic.startsWithDollar, startsWithWildcard { return false }
        for (index, level) in levels.enumerated() {
            if level == Self.multiLevelWildcard, index == levels.count - 1 { return true }
            guard index < topic.levels.count else { return false }
            let isTaken =
                level == Self.singleLevelWildcard
                && (plusTakesMultiLevelWildcard || topic.levels[index] != Self.multiLevelWildcard)
            guard isTaken || level == topic.levels[index] else { return false }
        }
        return levels.count == topic.levels.count
    }

    private var startsWithDollar: Bool { levels.first?.first == UInt8(ascii: "$") }

    private var startsWithWildcard: Bool { levels.first == Self.multiLevelWildcard || levels.first == Self.singleLevelWildcard }
}
