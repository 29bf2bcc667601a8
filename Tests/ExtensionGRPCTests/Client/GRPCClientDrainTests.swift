import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ExtensionGRPC

/// Servers that are updated while they are called.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientDrainTests {
    /// Two servers are replaced one after the other, each by a new one on its port: nobody notices.
    @Test func serversThatDrainUnderLoadFailNoCall() async throws {
        let (first, firstPort) = try await startServer(echo())
        let (second, secondPort) = try await startServer(echo())
        var renewed: [GRPCServer] = []
        try await withGRPCClient(of: firstPort, secondPort) {
            $0.connectionsPerAddress = 2
        } _: { client in
            let load = Load()
            try await withThrowingTaskGroup(of: Void.self) { callers in
                for caller in 0..<8 { callers.addTask { try await load.run(client, caller) } }
                for (server, port) in [(first, firstPort), (second, secondPort)] {
                    await load.goesOn()
                    await server.shutDownGracefully(within: .seconds(5))
                    await load.goesOn()
                    renewed.append(try await startServer(echo(), port: port).server)
                    await client.waitUntil { $0.pool.endpoints.allSatisfy { $0.failure == nil } }
                }
                load.end()
                try await callers.waitForAll()
            }
        }
        for server in renewed { await server.shutDownGracefully(within: .seconds(5)) }
    }
}

/// Calls one after the other from each of several callers, with a key or without.
private final class Load: Sendable {
    private let calls = NIOLockedValueBox(0)
    private let isOver = NIOLockedValueBox(false)

    func run(_ client: GRPCClient, _ caller: Int) async throws {
        while !isOver.withLockedValue({ $0 }) {
            try await client.echo(CallOptions(key: caller % 2 == 0 ? AffinityKey("\(caller)") : nil))
            calls.withLockedValue { $0 += 1 }
        }
    }

    /// Waits for some more calls.
    func goesOn() async {
        let goal = calls.withLockedValue { $0 } + 500
        while calls.withLockedValue({ $0 }) < goal { await Task.yield() }
    }

    func end() { isOver.withLockedValue { $0 = true } }
}
