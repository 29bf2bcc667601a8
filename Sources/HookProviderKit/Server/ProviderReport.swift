import ExtensionProtocol
import ExtensionServices

/// What a server handles and what it doesn't, and what makes a broker call it.
public struct ProviderReport: Sendable, CustomStringConvertible {
    private let hooks: HookTable
    private let listeners: [ServiceListener]

    init(hooks: HookTable, listeners: [ServiceListener]) {
        self.hooks = hooks
        self.listeners = listeners
    }

    /// The hooks that are handled, with their topic filters.
    public var registeredHooks: [String] {
        hooks.registeredHooks.map { hook in
            let topics = hooks.handlers[hook]?.topics { _ in true } ?? []
            let mode = hooks.handlers[hook]?.isInBackground == true ? " (background)" : ""
            return hook.name(in: .v3) + (topics.isEmpty ? "" : " \(topics.map(\.rawValue).joined(separator: ", "))") + mode
        }
    }

    /// The hooks that nothing handles: no broker will call them.
    public var unregisteredHooks: [String] {
        Hook.allCases.filter { hooks.handlers[$0] == nil }.map { $0.name(in: .v3) }
    }

    /// What to paste into EMQX, for the first TCP listener; nil without one. `name` is what the broker calls the provider.
    ///
    /// `deniesWithoutProvider` is the broker's `failed_action`: whether clients are refused while no provider runs; true is EMQX's default.
    public func brokerConfiguration(name: String = "provider", deniesWithoutProvider: Bool = true) -> String? {
        guard let listener = listeners.first(where: { $0.address.port != nil }) else { return nil }
        return BrokerConfiguration(name: name, listener: listener, failedAction: deniesWithoutProvider ? "deny" : "ignore").text
    }

    /// All of it, in several lines.
    public var description: String {
        """
        Registered hooks: \(registeredHooks.joined(separator: "; "))
        Not registered: \(unregisteredHooks.isEmpty ? "none" : unregisteredHooks.joined(separator: ", "))
        \(brokerConfiguration() ?? "")
        """
    }
}
