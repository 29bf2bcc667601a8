public import ExtensionProtocol

/// The hooks that are handled, and by what. This table alone makes both the answer to OnProviderLoaded and the dispatch of calls.
///
/// ```swift
/// hooks.on(.clientAuthenticate) { request, _ in request.client.username == "demo" ? .allow : .deny }
/// hooks.on(.messagePublish, topics: ["t/#"]) { message, _ in .publish(topic: "audited/" + message.topic) }
/// hooks.add(Greenhouse(users: users))
/// ```
///
/// Where a hook has several handlers they are asked in the order in which they were added, as a broker asks several providers: a decision
/// ends the matter, a `.continuing` one is what the next handler sees, and who has nothing to say leaves things as they are. Each sees
/// only what its own topic filters match.
public struct HookTable: Sendable {
    private(set) var handlers: [Hook: any AnyHookHandlers] = [:]
    /// The providers that want to be told of brokers, and choose hooks for each.
    private(set) var lifecycles: [any ProviderLifecycle] = []

    /// Handles a hook about clients or sessions.
    public mutating func on<Event, Decision>(
        _ point: HookPoint<Event, Decision>,
        onFailure: FailurePolicy<Decision> = .fail,
        execution: HookExecution = .eventLoop,
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        add(point, HandlerOptions(onFailure: onFailure, execution: execution), handler)
    }

    /// Handles a notification about clients or sessions, in a mode.
    public mutating func on<Event>(
        _ point: HookPoint<Event, Void>,
        mode: NotificationMode,
        onFailure: FailurePolicy<Void> = .fail,
        execution: HookExecution = .eventLoop,
        _ handler: @escaping HookHandler<Event, Void>
    ) {
        add(point, HandlerOptions(onFailure: onFailure, execution: execution, mode: mode), handler)
    }

    /// Handles a hook about messages whose topic matches one of `topics`; `["#"]` for all topics, except those that start with `$`.
    ///
    /// No topic filter, or one that isn't valid MQTT, is a programming error.
    public mutating func on<Event, Decision>(
        _ point: MessageHookPoint<Event, Decision>,
        topics: [TopicFilter],
        onFailure: FailurePolicy<Decision> = .fail,
        execution: HookExecution = .eventLoop,
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        add(point, topics: topics, HandlerOptions(onFailure: onFailure, execution: execution), handler)
    }

    /// Handles a notification about messages whose topic matches one of `topics`, in a mode.
    ///
    /// No topic filter, or one that isn't valid MQTT, is a programming error.
    public mutating func on<Event>(
        _ point: MessageHookPoint<Event, Void>,
        topics: [TopicFilter],
        mode: NotificationMode,
        onFailure: FailurePolicy<Void> = .fail,
        execution: HookExecution = .eventLoop,
        _ handler: @escaping HookHandler<Event, Void>
    ) {
        add(point, topics: topics, HandlerOptions(onFailure: onFailure, execution: execution, mode: mode), handler)
    }

    /// The hooks that have a handler, in the order of `Hook.allCases`.
    public var registeredHooks: [Hook] { Hook.allCases.filter { handlers[$0] != nil } }
}

extension HookTable {
    /// Returns the number by which the provider's handlers refer to it.
    mutating func addLifecycle(_ lifecycle: any ProviderLifecycle) -> Int {
        lifecycles.append(lifecycle)
        return lifecycles.count - 1
    }

    mutating func add<Event, Decision>(
        _ point: HookPoint<Event, Decision>,
        _ options: HandlerOptions<Decision>,
        lifecycle: Int? = nil,
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        let registration = HookRegistration(lifecycle: lifecycle, topics: [], options: options, handler: handler)
        add(registration, to: point.hook, point.makeDispatch)
    }

    mutating func add<Event, Decision>(
        _ point: MessageHookPoint<Event, Decision>,
        topics: [TopicFilter],
        _ options: HandlerOptions<Decision>,
        lifecycle: Int? = nil,
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        precondition(!topics.isEmpty, "\(point.name) needs a topic filter; all topics is [\"#\"]")
        for topic in topics {
            precondition(topic.isValid, "\(point.name): \"\(topic)\" isn't a valid topic filter")
            // EMQX would compare the prefix with the topic's first level.
            precondition(topic.shareGroup == nil, "\(point.name): a shared filter has no meaning here")
        }
        let registration = HookRegistration(lifecycle: lifecycle, topics: topics, options: options, handler: handler)
        add(registration, to: point.hook, point.makeDispatch)
    }

    private mutating func add<Event, Decision>(
        _ registration: HookRegistration<Event, Decision>,
        to hook: Hook,
        _ makeDispatch: @escaping @Sendable ([HookRegistration<Event, Decision>]) -> HookDispatch
    ) {
        var all = handlers[hook] as? HookHandlers<Event, Decision> ?? HookHandlers(registrations: [], makeDispatch: makeDispatch)
        all.registrations.append(registration)
        handlers[hook] = all
    }

    /// The answer to OnProviderLoaded: the hooks with a handler whose provider wants this broker, their topic filters united.
    ///
    /// Only names that the version knows: one unknown name fails the whole load.
    func loadedResponse(version: ExHookVersion, selections: [HookSelection] = []) -> LoadedResponse {
        var response = LoadedResponse()
        for hook in Hook.allCases {
            guard let handlers = handlers[hook] else { continue }
            let isWanted = { (lifecycle: Int?) in lifecycle.map { selections.isEmpty || selections[$0].contains(hook) } ?? true }
            guard handlers.lifecycles.contains(where: isWanted) else { continue }
            let topics = handlers.topics(where: isWanted).map(\.rawValue)
            response.hooks.append(HookSpecification(name: hook.name(in: version), topics: topics))
        }
        return response
    }
}
