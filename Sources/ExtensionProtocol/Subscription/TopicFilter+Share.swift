extension TopicFilter {
    /// The group of a shared subscription: the name after `$share/`, `$queue` for `$queue/…`, nil for a filter that isn't shared.
    public var shareGroup: String? {
        sharedParts.map { String($0.group) }
    }

    /// The filter that topics are compared with: without `$share/<group>/` or `$queue/` in front.
    public var withoutShareGroup: TopicFilter {
        sharedParts.map { TopicFilter(String($0.filter)) } ?? self
    }

    /// The same filter shared by a group; a filter that is shared already, and an empty group, change nothing.
    public func shared(by group: String) -> TopicFilter {
        guard !group.isEmpty, sharedParts == nil else { return self }
        return TopicFilter(group == "$queue" ? "$queue/\(rawValue)" : "$share/\(group)/\(rawValue)")
    }
}

extension TopicFilter {
    /// Works on bytes, since a combining character after a slash would hide the slash among Swift's characters.
    private var sharedParts: (group: Substring, filter: Substring)? {
        let bytes = rawValue.utf8
        if bytes.starts(with: "$queue/".utf8) {
            return ("$queue", Substring(bytes.dropFirst(7)))
        }
        guard bytes.starts(with: "$share/".utf8) else { return nil }
        let rest = bytes.dropFirst(7)
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        return (Substring(rest[..<slash]), Substring(rest[rest.index(after: slash)...]))
    }
}
