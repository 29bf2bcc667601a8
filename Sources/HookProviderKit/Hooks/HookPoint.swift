import ExtensionProtocol

/// A hook about a client or a session, and what its handler is given and answers: the first argument of `HookTable.on`.
public struct HookPoint<Event: Sendable, Decision: Sendable>: Sendable {
    let hook: Hook
    let makeDispatch: @Sendable ([HookRegistration<Event, Decision>]) -> HookDispatch

    /// The hook's name as EMQX writes it since 5.0, such as `client.authenticate`.
    public var name: String { hook.name(in: .v3) }
}

/// A hook about messages, which is limited to topic filters: the first argument of `HookTable.on`.
public struct MessageHookPoint<Event: Sendable, Decision: Sendable>: Sendable {
    let hook: Hook
    let makeDispatch: @Sendable ([HookRegistration<Event, Decision>]) -> HookDispatch

    /// The hook's name, such as `message.publish`.
    public var name: String { hook.name(in: .v3) }
}

/// What answers a hook. By default it runs on the event loop of the broker's connection, so it must not block.
public typealias HookHandler<Event: Sendable, Decision: Sendable> = @Sendable (Event, HookContext) async throws -> Decision

extension HookPoint where Event: NotifiedEvent, Decision == Void {
    init(notifying hook: Hook) {
        self.init(hook: hook) { .notification($0) }
    }
}

extension MessageHookPoint where Event: NotifiedEvent, Decision == Void {
    init(notifying hook: Hook) {
        self.init(hook: hook) { .notification($0) }
    }
}

extension HookPoint where Decision: HookDecision, Event == Decision.Event {
    init(deciding hook: Hook) {
        self.init(hook: hook) { .decision($0) }
    }
}

extension MessageHookPoint where Decision: HookDecision, Event == Decision.Event {
    init(deciding hook: Hook) {
        self.init(hook: hook) { .decision($0) }
    }
}
