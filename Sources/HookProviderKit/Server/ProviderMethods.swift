import ExtensionGRPC
import ExtensionProtocol
import Logging

/// The rpcs of a provider: all 21 in every version, from one table.
struct ProviderMethods {
    let hooks: HookTable
    let provider: ProviderState

    func make() -> [RPCMethod] {
        ExHookVersion.allCases.flatMap { version in
            HookProviderMethod.allCases.map { make($0, version) }
        }
    }

    private func make(_ method: HookProviderMethod, _ version: ExHookVersion) -> RPCMethod {
        let path = method.path(in: version)
        switch method {
        case .providerLoaded:
            return .unary(path, hooks.lifecycles.isEmpty ? loaded(version) : loadedByProviders(version))
        case .providerUnloaded:
            return .unary(path, unloaded(version))
        case .hook(let hook):
            guard let handlers = hooks.handlers[hook] else { return .unary(path, unhandled) }
            let environment = HookCallEnvironment(hook: hook, version: version, provider: provider)
            return .unary(path, observer: environment.metrics, handlers.dispatch.makeHandler(environment))
        }
    }

    private func loaded(_ version: ExHookVersion) -> RPCMethod.UnaryHandler {
        let response = hooks.loadedResponse(version: version)
        return { (bytes, call) throws(RPCError) in
            let (event, broker) = try ProviderLoaded.decodeRequest(bytes, version: version)
            provider.loaded(by: event.broker, metadata: broker, version: version, selections: [])
            response.respond(to: call)
        }
    }

    /// Asks the providers in their order which hooks this broker shall call.
    private func loadedByProviders(_ version: ExHookVersion) -> RPCMethod.UnaryHandler {
        { (bytes, call) throws(RPCError) in
            let (event, broker) = try ProviderLoaded.decodeRequest(bytes, version: version)
            let context = LifecycleContext(call: call, version: version, broker: broker, logger: provider.logger)
            call.run {
                do {
                    var selections: [HookSelection] = []
                    for lifecycle in hooks.lifecycles {
                        selections.append(try await lifecycle.providerLoaded(event.broker, context: context))
                    }
                    // A broker that has given up doesn't take itself for loaded.
                    try Task.checkCancellation()
                    provider.loaded(by: event.broker, metadata: broker, version: version, selections: selections)
                    hooks.loadedResponse(version: version, selections: selections).respond(to: call)
                } catch {
                    context.logger.error("The provider refused to be loaded.", metadata: ["error": "\(error)"])
                    call.fail(RPCError(failure: error))
                }
            }
        }
    }

    private func unloaded(_ version: ExHookVersion) -> RPCMethod.UnaryHandler {
        { (bytes, call) throws(RPCError) in
            let (_, broker) = try ProviderUnloaded.decodeRequest(bytes, version: version)
            provider.unloaded(broker)
            let context = LifecycleContext(call: call, version: version, broker: broker, logger: provider.logger)
            call.run {
                for lifecycle in hooks.lifecycles { await lifecycle.providerUnloaded(context: context) }
                call.respond(byteCount: 0) { _ in }
            }
        }
    }

    /// A broker calls hooks only that it was told of, so this is a broker that was loaded by an earlier build of the provider.
    private var unhandled: RPCMethod.UnaryHandler {
        { (_, call) throws(RPCError) in
            call.fail(RPCError(.unimplemented, "this provider doesn't handle \(call.path)"))
        }
    }
}

extension LoadedResponse {
    fileprivate func respond(to call: ServerCall) {
        call.respond(byteCount: encodedSize()) { encode(into: $0) }
    }
}
