import ExtensionProtocol

/// The prefix that a gateway puts in front of a client's topics, and takes away again.
struct Mountpoint: Sendable, Hashable {
    let prefix: String

    /// EMQX's placeholders `${clientid}` and `${username}` stand for the client's.
    init(_ template: String, _ client: ClientIdentity) {
        prefix = template.replacing("${clientid}", with: client.clientID).replacing("${username}", with: client.username)
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
