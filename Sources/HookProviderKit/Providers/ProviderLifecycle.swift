public import ExtensionProtocol

/// Is told of the brokers that load and unload the provider.
///
/// A broker's node loads the provider when it starts, when its configuration changes, and from EMQX 5.9 when it had lost the provider for
/// some time. Older brokers call a restarted provider's hooks without loading it again, so nothing may depend on ``providerLoaded(_:context:)``.
public protocol ProviderLifecycle: HookProvider {
    /// A node of a broker loads the provider. Returns which of the provider's hooks this broker shall call.
    ///
    /// The node's start waits for it, up to the broker's `request_timeout`. When it throws, the broker tries again after `auto_reconnect`.
    func providerLoaded(_ broker: BrokerInfo, context: LifecycleContext) async throws -> HookSelection

    /// A node of a broker unloads the provider: it stops, or the provider was disabled or removed there. Not called when a connection is lost.
    func providerUnloaded(context: LifecycleContext) async
}

extension ProviderLifecycle {
    /// Does nothing.
    public func providerUnloaded(context: LifecycleContext) async {}
}

/// Which of a provider's hooks a broker shall call.
public struct HookSelection: Sendable, Hashable {
    /// Nil for all.
    private let hooks: Set<Hook>?

    /// All that have a handler.
    public static let all = HookSelection(hooks: nil)

    /// These only. One that the provider doesn't handle has no effect.
    public static func only(_ hooks: Set<Hook>) -> HookSelection { HookSelection(hooks: hooks) }

    /// All but these.
    public static func except(_ hooks: Set<Hook>) -> HookSelection {
        HookSelection(hooks: Set(Hook.allCases).subtracting(hooks))
    }

    func contains(_ hook: Hook) -> Bool { hooks?.contains(hook) ?? true }
}
