import ExtensionProtocol

/// How the handlers of a provider are run where it isn't by default: what ``HookProvider/configure(_:)`` fills.
///
/// The options of a hook are set once, all of them together; a second time is a programming error.
///
/// ```swift
/// func configure(_ options: inout HookOptions) {
///     options.set(.clientAuthenticate, onFailure: .answer(.deny))
///     options.set(.clientConnected, mode: .background(limit: 5_000))
/// }
/// ```
public struct HookOptions: Sendable {
    private var options: [Hook: any Sendable] = [:]

    init() {}

    /// Sets what happens when the handler fails, and where it runs.
    public mutating func set<Event, Decision>(
        _ point: HookPoint<Event, Decision>,
        onFailure: FailurePolicy<Decision> = .fail,
        execution: HookExecution = .eventLoop
    ) {
        set(point.hook, HandlerOptions(onFailure: onFailure, execution: execution))
    }

    /// Sets when a notification is acknowledged, what happens when its handler fails, and where it runs.
    public mutating func set<Event>(
        _ point: HookPoint<Event, Void>,
        mode: NotificationMode,
        onFailure: FailurePolicy<Void> = .fail,
        execution: HookExecution = .eventLoop
    ) {
        set(point.hook, HandlerOptions(onFailure: onFailure, execution: execution, mode: mode))
    }

    /// Sets what happens when the handler fails, and where it runs.
    public mutating func set<Event, Decision>(
        _ point: MessageHookPoint<Event, Decision>,
        onFailure: FailurePolicy<Decision> = .fail,
        execution: HookExecution = .eventLoop
    ) {
        set(point.hook, HandlerOptions(onFailure: onFailure, execution: execution))
    }

    /// Sets when a notification is acknowledged, what happens when its handler fails, and where it runs.
    public mutating func set<Event>(
        _ point: MessageHookPoint<Event, Void>,
        mode: NotificationMode,
        onFailure: FailurePolicy<Void> = .fail,
        execution: HookExecution = .eventLoop
    ) {
        set(point.hook, HandlerOptions(onFailure: onFailure, execution: execution, mode: mode))
    }

    private mutating func set(_ hook: Hook, _ new: any Sendable) {
        precondition(options[hook] == nil, "the options of \(hook.name(in: .v3)) are set twice: the second would undo the first")
        options[hook] = new
    }

    var hooks: Set<Hook> { Set(options.keys) }

    func options<Decision>(of hook: Hook) -> HandlerOptions<Decision> {
        options[hook] as? HandlerOptions<Decision> ?? HandlerOptions()
    }
}
