import ExtensionProtocol

/// One handler of one hook.
struct HookRegistration<Event: Sendable, Decision: Sendable>: Sendable {
    /// Which of the table's lifecycles chooses whether a broker calls it; nil for a handler that every broker calls.
    let lifecycle: Int?
    let topics: [TopicFilter]
    let options: HandlerOptions<Decision>
    /// Set where notifications are handled in the background.
    let backgroundLimit: BackgroundLimit?
    let handler: HookHandler<Event, Decision>

    init(lifecycle: Int?, topics: [TopicFilter], options: HandlerOptions<Decision>, handler: @escaping HookHandler<Event, Decision>) {
        self.lifecycle = lifecycle
        self.topics = topics
        self.options = options
        backgroundLimit = options.mode.background.map { BackgroundLimit($0) }
        self.handler = handler
    }

    /// Runs the handler where it wants to run. What it throws becomes the fallback, if there is one and it wasn't given already.
    func run(_ event: Event, _ context: HookContext, _ overrun: HandlerOverrun? = nil) async throws -> Decision {
        do {
            guard let executor = options.execution.executor else { return try await handler(event, context) }
            return try await withTaskExecutorPreference(executor) { try await handler(event, context) }
        } catch {
            guard let fallback = options.onFailure.fallback, overrun?.hasAnswered != true else { throw error }
            context.handlerFailed(error)
            context.environment.metrics?.fallbackGiven()
            return fallback
        }
    }
}

extension HookRegistration where Event: HandledEvent {
    /// Whether the event is this handler's. A broker sends the events of all handlers, and those of an earlier release of the provider for as
    /// long as it hasn't loaded this one.
    func wants(_ event: Event, _ context: HookContext) -> Bool {
        context.environment.provider.isSelected(context.hook, lifecycle: lifecycle, broker: context.broker) && matches(event)
    }

    @inline(__always)
    func matches(_ event: Event) -> Bool {
        guard let topic = event.filteredTopic else { return true }
        return topics.contains { $0.matches(topic) }
    }
}
