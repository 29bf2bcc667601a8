import BenchmarkServer
import ExtensionMetrics
import HookProviderKit
import Metrics

// OnMessagePublish on HookProviderKit, the way a user writes it, on one event loop. The argument picks the way: `closure`, `protocol`, or
// `metrics` for the protocol with a metrics backend.

struct Republish: MessagePublishHook {
    let messagePublishTopics: [TopicFilter] = ["#"]
    let counter: CallCounter

    func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision {
        counter.count()
        return .publish()
    }
}

func makeServer(_ way: String?, _ configuration: HookProviderConfiguration, _ counter: CallCounter) -> HookProviderServer {
    if way == "metrics" { MetricsSystem.bootstrap(PrometheusMetrics()) }
    guard way == "closure" else { return HookProviderServer(Republish(counter: counter), configuration: configuration) }
    return HookProviderServer(configuration: configuration) { hooks in
        hooks.on(.messagePublish, topics: ["#"]) { _, _ in
            counter.count()
            return .publish()
        }
    }
}

runUntilTerminated { port, counter in
    var configuration = HookProviderConfiguration(host: "127.0.0.1", port: port)
    configuration.eventLoops = 1
    let server = makeServer(CommandLine.arguments.last, configuration, counter)
    for address in try await server.start() { announce(port: address.port ?? 0) }
    try await Task.sleep(for: .seconds(86400))
}
