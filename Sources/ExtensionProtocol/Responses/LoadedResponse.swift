/// A provider's answer to being loaded: the hooks it wants.
package struct LoadedResponse: Sendable, Hashable {
    package var hooks: [HookSpecification] = []

    package init() {}

    package init(hooks: [HookSpecification]) {
        self.hooks = hooks
    }
}

/// One hook that a provider wants.
package struct HookSpecification: Sendable, Hashable {
    /// The hook's name in the broker's version; see ``Hook/name(in:)``.
    package var name = ""
    /// For message hooks the topic filters, of which one must match; all topics if empty.
    package var topics: [String] = []

    package init() {}

    package init(name: String, topics: [String] = []) {
        self.name = name
        self.topics = topics
    }
}
