import ExtensionProtocol
import HookProviderKit
import Logging
import NIOConcurrencyHelpers

/// What the handlers of a provider were given, in order.
final class ObservedEvents: Sendable {
    struct Observation: Sendable {
        var hook: Hook
        var version: ExHookVersion
        var broker: BrokerMetadata
        var event: any Hashable & Sendable
    }

    private let observations = NIOLockedValueBox<[Observation]>([])

    var all: [Observation] { observations.withLockedValue { $0 } }

    private func observe(_ event: any Hashable & Sendable, _ context: HookContext) {
        let observation = Observation(hook: context.hook, version: context.version, broker: context.broker, event: event)
        observations.withLockedValue { $0.append(observation) }
    }

    /// Registers all 19 hooks. Decisions: the client may connect, may do nothing, and its messages go elsewhere.
    func registerAll(in hooks: inout HookTable) {
        registerDecisions(in: &hooks)
        hooks.on(.clientConnect) { self.observe($0, $1) }
        hooks.on(.clientConnack) { self.observe($0, $1) }
        hooks.on(.clientConnected) { self.observe($0, $1) }
        hooks.on(.clientDisconnected) { self.observe($0, $1) }
        hooks.on(.clientSubscribe) { self.observe($0, $1) }
        hooks.on(.clientUnsubscribe) { self.observe($0, $1) }
        hooks.on(.sessionCreated) { self.observe($0, $1) }
        hooks.on(.sessionSubscribed) { self.observe($0, $1) }
        hooks.on(.sessionUnsubscribed) { self.observe($0, $1) }
        hooks.on(.sessionResumed) { self.observe($0, $1) }
        hooks.on(.sessionDiscarded) { self.observe($0, $1) }
        hooks.on(.sessionTakenOver) { self.observe($0, $1) }
        hooks.on(.sessionTerminated) { self.observe($0, $1) }
        hooks.on(.messageDelivered, topics: ["#"]) { self.observe($0, $1) }
        hooks.on(.messageDropped, topics: ["#"]) { self.observe($0, $1) }
        hooks.on(.messageAcked, topics: ["#"]) { self.observe($0, $1) }
    }

    private func registerDecisions(in hooks: inout HookTable) {
        hooks.on(.clientAuthenticate) { event, context in
            self.observe(event, context)
            return .allow
        }
        hooks.on(.clientAuthorize) { event, context in
            self.observe(event, context)
            return .deny
        }
        hooks.on(.messagePublish, topics: ["#", "$SYS/#"]) { event, context in
            self.observe(event, context)
            return event.topic == "haus/küche" ? .publish(topic: "haus/flur") : .pass
        }
    }

    /// Serves them on a free port for as long as `body` takes.
    func serve(_ body: (_ port: Int) async throws -> Void) async throws {
        var configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
        configuration.eventLoops = 2
        configuration.drainTimeout = .milliseconds(500)
        let server = HookProviderServer(configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
            registerAll(in: &$0)
        }
        let port = try await server.start().first?.port ?? 0
        do {
            try await body(port)
        } catch {
            await server.shutDown()
            throw error
        }
        await server.shutDown()
    }
}
