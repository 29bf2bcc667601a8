/// One of the 21 rpcs of a HookProvider.
package enum HookProviderMethod: Sendable, Hashable {
    case providerLoaded
    case providerUnloaded
    case hook(Hook)

    /// The name of the rpc, such as `OnProviderLoaded`.
    package func name(in version: ExHookVersion) -> String {
        switch self {
        case .providerLoaded: "OnProviderLoaded"
        case .providerUnloaded: "OnProviderUnloaded"
        case .hook(let hook): hook.methodName(in: version)
        }
    }

    /// The path of the rpc, such as `/emqx.exhook.v3.HookProvider/OnProviderLoaded`.
    package func path(in version: ExHookVersion) -> String {
        "/\(version.serviceName)/\(name(in: version))"
    }
}

extension HookProviderMethod: CaseIterable {
    package static let allCases = [.providerLoaded, .providerUnloaded] + Hook.allCases.map(HookProviderMethod.hook)
}
