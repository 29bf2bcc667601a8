import ExtensionGRPC
import ExtensionProtocol

/// How one call ended: with an answer, which may have nothing to say, or with an error.
struct CallOutcome: Sendable {
    let call: Recording.Call
    let result: Result<String, RPCError>
    /// What the provider asked for, where the call loaded it.
    let registeredHooks: Set<HookProviderMethod>?
}
