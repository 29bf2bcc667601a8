import ExtensionGRPC
import ExtensionProtocol

/// The rpcs of a provider: all 21 in every version, from one table.
enum ProviderMethods {
    static func make(hooks: HookTable, provider: ProviderState) -> [RPCMethod] {
        ExHookVersion.allCases.flatMap { version in
            HookProviderMethod.allCases.map { method in
                .unary(method.path(in: version), handler(method, version, hooks, provider))
            }
        }
    }

    private static func handler(
        _ method: HookProviderMethod,
        _ version: ExHookVersion,
        _ hooks: HookTable,
        _ provider: ProviderState
    ) -> RPCMethod.UnaryHandler {
        switch method {
        case .providerLoaded: loaded(version, hooks, provider)
        case .providerUnloaded: unloaded(version, provider)
        case .hook(let hook):
            hooks.entries[hook]?.dispatch.makeHandler(HookCallEnvironment(hook: hook, version: version, provider: provider)) ?? unhandled
        }
    }

    private static func loaded(_ version: ExHookVersion, _ hooks: HookTable, _ provider: ProviderState) -> RPCMethod.UnaryHandler {
        let response = hooks.loadedResponse(version: version).encoded()
        return { (bytes, call) throws(RPCError) in
            let (event, metadata) = try ProviderLoaded.decodeRequest(bytes, version: version)
            provider.loaded(by: event.broker, metadata: metadata, version: version)
            call.respond(byteCount: response.count) { $0.copyBytes(from: response) }
        }
    }

    private static func unloaded(_ version: ExHookVersion, _ provider: ProviderState) -> RPCMethod.UnaryHandler {
        { (bytes, call) throws(RPCError) in
            let (_, metadata) = try ProviderUnloaded.decodeRequest(bytes, version: version)
            provider.unloaded(node: metadata.node)
            call.respond(byteCount: 0) { _ in }
        }
    }

    /// A broker calls hooks only that it was told of, so this is a broker that was loaded by an earlier build of the provider.
    private static let unhandled: RPCMethod.UnaryHandler = { (_, call) throws(RPCError) in
        call.fail(RPCError(.unimplemented, "this provider doesn't handle \(call.path)"))
    }
}
