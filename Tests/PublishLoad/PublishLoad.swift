import ArgumentParser
import ExtensionGRPC
import Foundation
import NIOCore
import NIOPosix

/// Publishes distinct messages to a hook provider over many calls at once, and says on one line of JSON what became of them.
@main
struct PublishLoad: AsyncParsableCommand {
    @Option var port: Int
    @Option var connections = 8
    /// Calls that are open on a connection at a time.
    @Option var streams = 32
    @Option var calls = 10_000
    @Option var payloadBytes = 256
    @Option var topics = 1_000
    /// Calls per second, spread evenly; as many as the provider takes by default.
    @Option var rate: Double?
    @Option var timeoutSeconds: Int64 = 10

    func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        var clients: [ClientConnection] = []
        for _ in 0..<connections {
            clients.append(try await .connect(to: .tcp(host: "127.0.0.1", port: port), on: LoopContext(eventLoop: group.next())))
        }
        let clock = CallClock(calls: calls, rate: rate)
        let messages = MessageSource(payloadBytes: payloadBytes, topics: topics)
        let cpuBefore = clock.cpuSeconds
        let start = NIODeadline.now()
        let outcomes = await withTaskGroup(of: [CallOutcome].self) { tasks in
            for client in clients {
                for _ in 0..<streams {
                    let publisher = Publisher(client: client, clock: clock, messages: messages, timeout: .seconds(timeoutSeconds))
                    tasks.addTask { await publisher.run() }
                }
            }
            return await tasks.reduce(into: []) { $0 += $1 }
        }
        let seconds = Double((NIODeadline.now() - start).nanoseconds) / 1e9
        for client in clients { await client.close() }
        let report = LoadReport(outcomes, seconds: seconds, cpuSeconds: clock.cpuSeconds - cpuBefore)
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }
}
