import ExtensionGRPC

/// A decision as the merge of several handlers sees it; the rule is the broker's own for several providers.
protocol HookDecision: Sendable {
    associatedtype Event: HandledEvent

    /// The decision of a handler that has nothing to say.
    static var undecided: Self { get }

    var isUndecided: Bool { get }

    /// Whether no handler after this one is asked.
    var isFinal: Bool { get }

    /// The event as the handlers after this one see it.
    func applied(to event: Event) -> Event

    /// The same decision about an event to which it has been applied.
    var standing: Self { get }

    /// Ends the call with this decision about `event`.
    func respond(to event: Event, _ encoder: ResponseEncoder, _ call: ServerCall)
}
