/// Why a ``HookProviderServer`` doesn't start.
public enum HookProviderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No hook is registered, so no broker would ever call.
    case noHooks
    /// The server has been started already; make a new one to start again.
    case alreadyStarted

    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .noHooks: "No hook is registered: register at least one with hooks.on(…), or no broker will ever call this provider."
        case .alreadyStarted: "The server has been started already: a server is started once."
        }
    }
}
