public import ExtensionProtocol

/// A hook that a provider asked for when it was loaded.
public struct RegisteredHook: Sendable, Hashable {
    /// The name by which it asked, in the broker's version, such as `client.check_acl`.
    public let name: String
    /// The topic filters of a hook about messages, of which one has to match; where there is none, all messages are wanted.
    public let topics: [TopicFilter]

    /// Whether the broker calls the hook for a message of this topic.
    func takes(topic: String) -> Bool { topics.isEmpty || topics.contains { $0.matches(topic) } }
}
