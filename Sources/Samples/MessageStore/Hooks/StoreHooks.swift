package import HookProviderKit

/// What is stored of a broker's events, and what the broker is told.
package struct StoreHooks: Sendable {
    let store: MessageStore
    let topics: [TopicFilter]
    let events: Set<EventKind>
    let mode: StoreMode
    let whenUnavailable: OutagePolicy

    package init(
        _ store: MessageStore,
        topics: [TopicFilter],
        events: Set<EventKind>,
        mode: StoreMode,
        whenUnavailable: OutagePolicy
    ) {
        self.store = store
        self.topics = topics
        self.events = events
        self.mode = mode
        self.whenUnavailable = whenUnavailable
    }

    package func register(in hooks: inout HookTable) {
        hooks.on(.messagePublish, topics: topics, onFailure: .answer(refusal)) { event, _ in await publish(event) }
        if events.contains(.client) { registerClientEvents(in: &hooks) }
        if events.contains(.session) { registerSessionEvents(in: &hooks) }
    }

    /// What the broker gets for a message that isn't kept.
    private var refusal: PublishDecision { whenUnavailable == .pass || mode == .background ? .pass : .drop }

    private func publish(_ event: MessagePublish) async -> PublishDecision {
        // A provider before this one has dropped it.
        guard event.message.allowsPublish else { return .pass }
        return await keep(.message(StoredMessage(event))) ? .pass : refusal
    }

    private func registerClientEvents(in hooks: inout HookTable) {
        hooks.on(.clientConnected) { event, context in await record(context.hook, event.client) }
        hooks.on(.clientDisconnected) { event, context in
            await record(context.hook, event.client, reason: event.reason)
        }
    }

    private func registerSessionEvents(in hooks: inout HookTable) {
        hooks.on(.sessionCreated) { event, context in await record(context.hook, event.client) }
        hooks.on(.sessionSubscribed) { event, context in
            await record(context.hook, event.client, topicFilter: event.topicFilter.rawValue)
        }
        hooks.on(.sessionUnsubscribed) { event, context in
            await record(context.hook, event.client, topicFilter: event.topic)
        }
        hooks.on(.sessionResumed) { event, context in await record(context.hook, event.client) }
        hooks.on(.sessionDiscarded) { event, context in await record(context.hook, event.client) }
        hooks.on(.sessionTakenOver) { event, context in await record(context.hook, event.client) }
        hooks.on(.sessionTerminated) { event, context in
            await record(context.hook, event.client, reason: event.reason)
        }
    }

    /// A lost event is counted and logged by the store; a broker would do nothing about it.
    private func record(_ hook: Hook, _ client: ClientInfo, topicFilter: String? = nil, reason: String? = nil) async {
        _ = await keep(.event(StoredEvent(hook, client, topicFilter: topicFilter, reason: reason)))
    }

    private func keep(_ record: StoreRecord) async -> Bool {
        switch mode {
        case .durable: return await store.store(record)
        case .background:
            store.storeInBackground(record)
            return true
        }
    }
}

/// When the broker is answered.
package enum StoreMode: String, CaseIterable, Sendable {
    /// Once the record is committed, or on the disk.
    case durable
    /// At once: what the process hasn't stored when it is killed is lost.
    case background
}

/// Which events are stored beside messages.
package enum EventKind: String, CaseIterable, Sendable {
    case client
    case session
}
