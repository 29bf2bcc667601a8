internal import ExtensionProtocol

/// The topic column of a rule.
enum TopicPattern: Sendable, Hashable {
    /// Behind `eq `: the topic, or the filter of a subscription, has to be this very text.
    case exactly(String)
    /// A filter, level by level, with placeholders in it.
    case filter([[TemplateSegment]])
}

extension TopicPattern {
    /// Reads the column, nil if it can't be a topic filter. In 4.x `%u` and `%c` are placeholders where they are a whole level, in 5.x
    /// `${username}` and the like are wherever they stand.
    init?(_ text: String, convention: TableConvention) {
        if text.utf8.starts(with: "eq ".utf8) {
            self = .exactly(String(decoding: text.utf8.dropFirst(3), as: UTF8.self))
            return
        }
        guard TopicFilter(text).isValid else { return nil }
        switch convention {
        case .v4: self = .filter(TopicLevels(text).levels.map(Self.level))
        case .v5: self = .filter(PlaceholderTemplate(text, scope: .topic).segments.splitIntoLevels())
        }
    }

    private static func level(emqx4 bytes: [UInt8]) -> [TemplateSegment] {
        if bytes == Array("%u".utf8) { return [.placeholder(.username)] }
        if bytes == Array("%c".utf8) { return [.placeholder(.clientID)] }
        return [.literal(String(decoding: bytes, as: UTF8.self))]
    }

    /// The names of placeholders whose values ExHook doesn't tell.
    var unavailableNames: [String] {
        guard case .filter(let levels) = self else { return [] }
        return levels.joined().compactMap {
            if case .placeholder(.unavailable(let name)) = $0 { name } else { nil }
        }
    }
}

extension [TemplateSegment] {
    fileprivate func splitIntoLevels() -> [[TemplateSegment]] {
        var levels: [[TemplateSegment]] = [[]]
        for segment in self {
            guard case .literal(let text) = segment else {
                levels[levels.count - 1].append(segment)
                continue
            }
            for (index, level) in TopicLevels(text).levels.enumerated() {
                if index > 0 { levels.append([]) }
                levels[levels.count - 1].append(text: String(decoding: level, as: UTF8.self))
            }
        }
        return levels
    }
}
