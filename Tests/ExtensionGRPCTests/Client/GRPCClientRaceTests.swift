import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// Calls that end in several ways at once.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientRaceTests {
    /// Cancellation, deadline, answer and the loss of the connection meet, of callers on the loops and off them.
    @Test func everyCallEnds() async throws {
        try await withRawServer { connection, number in
            try connection.begin()
            var left = 5 + number % 20
            while let stream = try connection.request() {
                left -= 1
                if left == 0 { return connection.socket.reset() }
                try connection.respond(stream)
            }
        } _: { server in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
            try await withGRPCClient(of: server.port, group: group) {
                $0.connectionsPerAddress = 2
                $0.backoff.initial = .milliseconds(1)
            } _: { client in
                await withTaskGroup(of: Void.self) { callers in
                    for caller in 0..<8 {
                        let executor: (any TaskExecutor)? = caller < 4 ? client.loops[caller % 2].executor : nil
                        callers.addTask { await Self.call(client, on: executor, times: 300, seed: caller) }
                    }
                }
                await client.waitUntil { $0.pool.activeCalls == 0 && $0.waiters.isEmpty }
            }
            try await group.shutdownGracefully()
        }
    }

    private static func call(_ client: GRPCClient, on executor: (any TaskExecutor)?, times: Int, seed: Int) async {
        for time in 0..<times {
            let options = CallOptions(
                key: time % 3 == 0 ? AffinityKey("\(seed)") : nil,
                timeout: time % 5 == 0 ? .milliseconds(1) : .seconds(30),
                isRepeatable: time % 2 == 0
            )
            let call = Task(executorPreference: executor) { try? await client.echo(options) }
            for _ in 0..<(time * 7 + seed) % 13 { await Task.yield() }
            if time % 4 == 0 { call.cancel() }
            await call.value
        }
    }
}
