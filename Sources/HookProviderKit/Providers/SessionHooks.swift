public import ExtensionProtocol

/// Is told of new sessions.
public protocol SessionCreatedHook: HookProvider {
    /// A session was created.
    func sessionCreated(_ event: SessionCreated, context: HookContext) async throws
}

/// Is told of subscriptions.
public protocol SessionSubscribedHook: HookProvider {
    /// A session subscribed to a topic filter.
    func sessionSubscribed(_ event: SessionSubscribed, context: HookContext) async throws
}

/// Is told of subscriptions that end.
public protocol SessionUnsubscribedHook: HookProvider {
    /// A session unsubscribed from a topic filter.
    func sessionUnsubscribed(_ event: SessionUnsubscribed, context: HookContext) async throws
}

/// Is told of sessions that are resumed.
public protocol SessionResumedHook: HookProvider {
    /// A client came back to its session.
    func sessionResumed(_ event: SessionResumed, context: HookContext) async throws
}

/// Is told of sessions that are thrown away.
public protocol SessionDiscardedHook: HookProvider {
    /// A session was thrown away for a new one of the same client identifier.
    func sessionDiscarded(_ event: SessionDiscarded, context: HookContext) async throws
}

/// Is told of sessions that move.
public protocol SessionTakenOverHook: HookProvider {
    /// A session moved to a new connection of the same client identifier.
    func sessionTakenOver(_ event: SessionTakenOver, context: HookContext) async throws
}

/// Is told of sessions that end.
public protocol SessionTerminatedHook: HookProvider {
    /// A session has ended.
    func sessionTerminated(_ event: SessionTerminated, context: HookContext) async throws
}
