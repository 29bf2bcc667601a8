public import ExtensionProtocol
import NIOConcurrencyHelpers

extension TestBroker {
    /// The hooks that the provider asked for when it was loaded; empty if it wasn't.
    public var registrations: [Hook: RegisteredHook] {
        guard case .loaded(let hooks) = loading.withLockedValue({ $0 }) else { return [:] }
        return hooks
    }

    /// Loads the provider, again if it is loaded already, as brokers do after a reconnect.
    ///
    /// Throws ``InvalidAnswer`` where the provider asks for a hook that the broker doesn't know, which fails the whole load.
    public func load() async throws {
        let request = ProviderLoaded(broker: emulated.info).encoded(broker: emulated.metadata, version: emulated.version)
        let answer = try await send(request, to: .providerLoaded)
        let hooks = try registrations(in: try read(LoadedResponse.self, answer, from: .providerLoaded))
        loading.withLockedValue { $0 = .loaded(hooks) }
    }

    /// Unloads the provider, as a broker does that stops or whose configuration changes. Afterwards no event reaches the provider.
    public func unload() async throws {
        let request = ProviderUnloaded().encoded(broker: emulated.metadata, version: emulated.version)
        loading.withLockedValue { $0 = .unloaded }
        _ = try await send(request, to: .providerUnloaded)
    }

    private func registrations(in response: LoadedResponse) throws -> [Hook: RegisteredHook] {
        var hooks: [Hook: RegisteredHook] = [:]
        for specification in response.hooks {
            guard let hook = Hook(name: specification.name, version: emulated.version) else {
                throw InvalidAnswer(method: "OnProviderLoaded", reason: "\(emulated.version) has no hook \"\(specification.name)\"")
            }
            hooks[hook] = RegisteredHook(name: specification.name, topics: specification.topics.map({ TopicFilter($0) }))
        }
        return hooks
    }
}

extension TestBroker {
    /// Whether a broker calls the provider for that event; throws if it doesn't.
    func checkIsHandled(_ hook: Hook, topic: String?) throws {
        // EMQX keeps its own messages to itself.
        if let topic, topic.utf8.starts(with: "$SYS/".utf8) {
            throw UnhandledEvent(hook: hook, reason: "brokers don't call providers for messages under $SYS/")
        }
        switch loading.withLockedValue({ $0 }) {
        case .unknown: break
        case .unloaded: throw UnhandledEvent(hook: hook, reason: "the provider was unloaded")
        case .loaded(let hooks):
            guard let registered = hooks[hook] else {
                throw UnhandledEvent(hook: hook, reason: "the provider didn't ask for it when it was loaded")
            }
            guard let topic, !registered.takes(topic: topic) else { return }
            let filters = registered.topics.map(\.rawValue).joined(separator: ", ")
            throw UnhandledEvent(hook: hook, reason: "\"\(topic)\" matches none of its topic filters: \(filters)")
        }
    }
}
