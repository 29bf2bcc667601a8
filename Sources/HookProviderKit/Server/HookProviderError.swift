import ExtensionServices

/// Why a ``HookProviderServer`` doesn't start.
public struct HookProviderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public let description: String

    /// No hook is registered, so no broker would ever call.
    public static let noHooks = HookProviderError(
        description: "No hook is registered: register at least one with hooks.on(…), or no broker will ever call this provider."
    )

    /// The server has been started already; make a new one to start again.
    public static let alreadyStarted = HookProviderError(
        description: "The server has been started already: a server is started once."
    )

    /// The system refuses an address, mostly since another process listens there.
    static func cannotListen(on address: String, reason: String) -> HookProviderError {
        HookProviderError(description: "Can't listen on \(address): \(reason).")
    }
}

extension HookProviderError {
    init(_ error: ServiceStartError) {
        switch error {
        case .alreadyStarted: self = .alreadyStarted
        case .cannotListen(let address, let reason): self = .cannotListen(on: address, reason: reason)
        }
    }
}
