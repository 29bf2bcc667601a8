extension TopicFilter {
    /// What makes a topic filter one that brokers refuse (MQTT 5 sections 4.7.1, 4.7.3 and 4.8.2).
    public enum Problem: Sendable, Hashable {
        /// The filter, or what follows a shared subscription's group, is empty.
        case empty
        /// The filter is longer than 65,535 bytes of UTF-8.
        case tooLong
        /// The filter contains U+0000.
        case nullCharacter
        /// `#` isn't alone in the last level.
        case misplacedMultiLevelWildcard
        /// `+` isn't alone in its level.
        case misplacedSingleLevelWildcard
        /// The group of a shared subscription is missing or contains a wildcard.
        case invalidShareGroup
    }

    /// Whether a broker would accept the filter.
    public var isValid: Bool { problem == nil }

    /// What is wrong with the filter, nil if nothing is.
    public var problem: Problem? {
        if rawValue.isEmpty { return .empty }
        if rawValue.utf8.count > 65_535 { return .tooLong }
        if rawValue.utf8.contains(0) { return .nullCharacter }
        return shareProblem ?? withoutShareGroup.levelProblem
    }
}

extension TopicFilter {
    private var shareProblem: Problem? {
        guard rawValue == "$share" || rawValue.utf8.starts(with: "$share/".utf8) else { return nil }
        guard let group = shareGroup, !group.isEmpty, !group.utf8.contains(where: Self.isWildcard) else { return .invalidShareGroup }
        return nil
    }

    private var levelProblem: Problem? {
        if rawValue.isEmpty { return .empty }
        let levels = rawValue.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, level) in levels.enumerated() where level.contains(where: Self.isWildcard) {
            if level.contains(UInt8(ascii: "#")) {
                guard level.count == 1, index == levels.count - 1 else { return .misplacedMultiLevelWildcard }
            } else if level.count > 1 {
                return .misplacedSingleLevelWildcard
            }
        }
        return nil
    }

    private static func isWildcard(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
    }
}
