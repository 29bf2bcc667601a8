/// Who subscribes to what, by level of the filters.
struct TopicTree<Subscriber: Hashable & Sendable>: Sendable {
    private struct Node: Sendable {
        var children: [ExactString: Node] = [:]
        var entries = TopicEntries<Subscriber>()

        var isEmpty: Bool { children.isEmpty && entries.isEmpty }
    }

    private var root = Node()

    var isEmpty: Bool { root.isEmpty }

    /// Adds a subscription, or changes its options. Returns whether it is new. `group` is nil for one that isn't shared.
    @discardableResult
    mutating func insert(_ subscriber: Subscriber, _ options: DeliveryOptions, filter: String, group: String?) -> Bool {
        Self.update(&root, Self.levels(of: filter)[...]) { $0.insert(subscriber, options, group: group.map { ExactString($0) }) }
    }

    /// Returns whether there was such a subscription.
    @discardableResult
    mutating func remove(_ subscriber: Subscriber, filter: String, group: String?) -> Bool {
        Self.update(&root, Self.levels(of: filter)[...]) { $0.remove(subscriber, group: group.map { ExactString($0) }) }
    }

    /// Calls `body` with each subscription that a message of this topic goes to, and one of each group in turn. A subscriber with several
    mutating func match(_ topic: String, _ body: (Subscriber, DeliveryOptions) -> Void) {
        Self.match(&root, Self.levels(of: topic)[...], isFirst: true, topic.utf8.first == UInt8(ascii: "$")) { entries in
            entries.forEachReceiver(body)
        }
    }

    private static func levels(of topic: String) -> [ExactString] {
        topic.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { ExactString(Substring($0)) }
    }

    /// Empty nodes are taken out on the way back.
    private static func update(
        _ node: inout Node,
        _ levels: ArraySlice<ExactString>,
        _ body: (inout TopicEntries<Subscriber>) -> Bool
    ) -> Bool {
        guard let level = levels.first else { return body(&node.entries) }
        let result = update(&node.children[level, default: Node()], levels.dropFirst(), body)
        if node.children[level]?.isEmpty == true { node.children[level] = nil }
        return result
    }

    /// Neither wildcard at the start takes a topic that starts with `$`; `#` takes its parent too (MQTT 5 sections 4.7.1.2, 4.7.2).
    private static func match(
        _ node: inout Node,
        _ levels: ArraySlice<ExactString>,
        isFirst: Bool,
        _ isReserved: Bool,
        _ body: (inout TopicEntries<Subscriber>) -> Void
    ) {
        let takesWildcards = !(isFirst && isReserved)
        if takesWildcards, !node.children.isEmpty { visit(&node, "#") { body(&$0.entries) } }
        guard let level = levels.first else { return body(&node.entries) }
        let rest = levels.dropFirst()
        visit(&node, level) { match(&$0, rest, isFirst: false, isReserved, body) }
        if takesWildcards { visit(&node, "+") { match(&$0, rest, isFirst: false, isReserved, body) } }
    }

    private static func visit(_ node: inout Node, _ level: ExactString, _ body: (inout Node) -> Void) {
        guard let index = node.children.index(forKey: level) else { return }
        body(&node.children.values[index])
    }
}
