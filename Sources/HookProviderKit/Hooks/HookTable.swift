public import ExtensionProtocol

/// The hooks that a provider handles. This table alone makes both the answer to OnProviderLoaded and the dispatch of calls.
///
/// ```swift
/// hooks.on(.clientAuthenticate) { request, _ in request.client.username == "demo" ? .allow : .deny }
/// hooks.on(.messagePublish, topics: ["t/#"]) { message, _ in .publish(topic: "audited/" + message.topic) }
/// ```
public struct HookTable: Sendable {
    struct Entry: Sendable {
        var topics: [TopicFilter]
        var dispatch: HookDispatch
    }

    private(set) var entries: [Hook: Entry] = [:]

    /// Handles a hook about clients or sessions. A hook can be handled once; a second handler is a programming error.
    public mutating func on<Event, Decision>(_ point: HookPoint<Event, Decision>, _ handler: @escaping HookHandler<Event, Decision>) {
        add(point.hook, Entry(topics: [], dispatch: point.makeDispatch(handler)))
    }

    /// Handles a hook about messages whose topic matches one of `topics`; `["#"]` for all topics, except those that start with `$`.
    ///
    /// A hook can be handled once; a second handler, no topic filter, or one that isn't valid MQTT is a programming error.
    public mutating func on<Event, Decision>(
        _ point: MessageHookPoint<Event, Decision>,
        topics: [TopicFilter],
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        precondition(!topics.isEmpty, "\(point.name) needs a topic filter; all topics is [\"#\"]")
        for topic in topics {
            precondition(topic.isValid, "\(point.name): \"\(topic)\" isn't a valid topic filter")
            // EMQX would compare the prefix with the topic's first level.
            precondition(topic.shareGroup == nil, "\(point.name): a shared filter has no meaning here")
        }
        add(point.hook, Entry(topics: topics, dispatch: point.makeDispatch(handler)))
    }

    /// The hooks that have a handler, in the order of ``Hook/allCases``.
    public var registeredHooks: [Hook] { Hook.allCases.filter { entries[$0] != nil } }

    private mutating func add(_ hook: Hook, _ entry: Entry) {
        precondition(entries[hook] == nil, "\(hook.name(in: .v3)) has two handlers")
        entries[hook] = entry
    }

    /// The answer to OnProviderLoaded. Only names that the version knows: one unknown name fails the whole load.
    func loadedResponse(version: ExHookVersion) -> LoadedResponse {
        LoadedResponse(
            hooks: registeredHooks.map { hook in
                HookSpecification(name: hook.name(in: version), topics: entries[hook]?.topics.map(\.rawValue) ?? [])
            }
        )
    }
}
