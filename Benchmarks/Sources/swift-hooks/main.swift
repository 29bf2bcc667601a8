import BenchmarkServer
import HookProviderKit

// OnMessagePublish on HookProviderKit, the way a user writes it: an async closure, one event loop.

runUntilTerminated { port, counter in
    var configuration = HookProviderConfiguration(host: "127.0.0.1", port: port)
    configuration.eventLoops = 1
    let server = HookProviderServer(configuration: configuration) { hooks in
        hooks.on(.messagePublish, topics: ["#"]) { _, _ in
            counter.count()
            return .publish()
        }
    }
    for address in try await server.start() { announce(port: address.port ?? 0) }
    try await Task.sleep(for: .seconds(86400))
}
