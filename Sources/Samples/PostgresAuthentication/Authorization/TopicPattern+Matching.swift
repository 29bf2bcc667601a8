internal import ExtensionProtocol

extension TopicPattern {
    /// Whether the rule is about a topic, for a client. A `$share/<group>/` in front of a subscription's filter has to be gone already.
    ///
    /// Where a rule can't be judged, an allowing one doesn't match and a denying one does: a value that ExHook doesn't tell, and a
    /// subscription's `#` where the rule says `+`.
    func matches(_ topic: String, client: ClientInfo, permission: AuthorizationPermission) -> Bool {
        switch self {
        case .exactly(let text):
            return text.utf8.elementsEqual(topic.utf8)
        case .filter(let levels):
            guard let filter = Self.filter(levels, client, permission) else { return false }
            return filter.covers(TopicLevels(topic), plusTakesMultiLevelWildcard: permission == .deny)
        }
    }

    private static func filter(_ levels: [[TemplateSegment]], _ client: ClientInfo, _ permission: AuthorizationPermission) -> TopicLevels? {
        var resolved: [[UInt8]] = []
        for level in levels {
            guard let bytes = bytes(of: level, client, permission) else { return nil }
            resolved.append(bytes)
        }
        return TopicLevels(resolved)
    }

    private static func bytes(of level: [TemplateSegment], _ client: ClientInfo, _ permission: AuthorizationPermission) -> [UInt8]? {
        var bytes: [UInt8] = []
        for segment in level {
            switch segment {
            case .literal(let text): bytes += text.utf8
            case .placeholder(.unavailable):
                guard permission == .deny else { return nil }
                return TopicLevels.singleLevelWildcard
            case .placeholder(let placeholder):
                let value = placeholder.value(of: client)
                guard isOneLevel(value) else { return nil }
                bytes += value.utf8
            }
        }
        return bytes
    }

    /// A name that is missing, or that would be a wildcard or several levels, is nobody's topic.
    private static func isOneLevel(_ value: String) -> Bool {
        !value.isEmpty && !value.utf8.contains { "+#/".utf8.contains($0) }
    }
}
