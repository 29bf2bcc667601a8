import ExtensionProtocol

/// The prefix that a gateway puts in front of a client's topics, and takes away again.
struct Mountpoint: Sendable, Hashable {
    let prefix: String

    /// EMQX's placeholders `${clientid}` and `${username}` stand for the client's. Nil where those would make topics of others of it, by a
    /// wildcard, or topics that nobody may have.
    init?(_ template: String, _ client: ClientIdentity) {
        prefix = Self.fill(template[...], client)
        guard prefix.isPartOfTopic else { return nil }
    }

    /// Left to right, so that what a client is called is never read as a placeholder.
    private static func fill(_ template: Substring, _ client: ClientIdentity) -> String {
        guard let start = template.firstIndex(of: "$") else { return String(template) }
        let (before, rest) = (template[..<start], template[start...])
        for (placeholder, value) in [("${clientid}", client.clientID), ("${username}", client.username)] where rest.hasPrefix(placeholder) {
            return before + value + fill(rest.dropFirst(placeholder.count), client)
        }
        return before + "$" + fill(rest.dropFirst(), client)
    }

    func mount(_ topic: String) -> String { prefix + topic }

    /// A shared filter's group stays in front.
    func mount(_ filter: TopicFilter) -> TopicFilter {
        TopicFilter(prefix + filter.withoutShareGroup.rawValue).shared(by: filter.shareGroup ?? "")
    }

    func unmount(_ topic: String) -> String {
        topic.utf8.starts(with: prefix.utf8) ? String(decoding: topic.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : topic
    }
}
