import ExtensionGRPC
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing

/// A grpcio server that is killed and started again while it is called.
@Suite(.timeLimit(.minutes(2)))
struct KilledServerTests {
    private static let callers = 16
    private static let rounds = 4

    /// Every call ends; what the client says of it agrees with what the server wrote down; the client finds the server again by itself,
    /// and keeps no socket of the ones that are gone.
    @Test(arguments: [false, true])
    func noCallIsLostSilently(waitsForReady: Bool) async throws {
        let log = CallLog()
        defer { log.remove() }
        var server = try await PythonServer("echo_server", [log.path])
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let outcomes = CallOutcomes()
        let before = try Self.socketCount()
        try await withGRPCClient(port: server.port, group: group, { $0.connectionsPerAddress = 4 }) { client in
            try await withThrowingTaskGroup(of: Void.self) { callers in
                for caller in 0..<Self.callers {
                    callers.addTask { await outcomes.call(client, caller: caller, waitsForReady: waitsForReady) }
                }
                for round in 1...Self.rounds {
                    await outcomes.reach(successes: round * 400)
                    server.kill()
                    server = try await PythonServer("echo_server", port: server.port, [log.path])
                }
                await outcomes.reach(successes: (Self.rounds + 1) * 400)
                outcomes.stop()
                try await callers.waitForAll()
            }
            #expect(try Self.socketCount() - before <= 4)
        }
        #expect(try Self.socketCount() == before)
        outcomes.compare(with: try log.lines())
        try await group.shutdownGracefully()
    }

    private static func socketCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?.hasPrefix("socket:") == true
        }
    }
}

/// How calls ended, each with a text of its own.
private final class CallOutcomes: Sendable {
    private struct State {
        var succeeded: Set<String> = []
        var unprocessed: Set<String> = []
        var uncertain: Set<String> = []
        var isOver = false
    }

    private let state = NIOLockedValueBox(State())

    func call(_ client: GRPCClient, caller: Int, waitsForReady: Bool) async {
        var number = 0
        while !state.withLockedValue({ $0.isOver }) {
            number += 1
            let id = "\(caller)-\(number)"
            let options = CallOptions(key: number % 2 == 0 ? AffinityKey(id) : nil, timeout: .seconds(20), waitsForReady: waitsForReady)
            do {
                let response = try await client.unary("/test.Test/Echo", Array(id.utf8), options: options)
                #expect(response.message == Array(id.utf8))
                state.withLockedValue { _ = $0.succeeded.insert(id) }
            } catch {
                #expect(error.status.code == .unavailable, "\(error)")
                note(id, error)
                // The callers that fail at once leave the processor to the server that starts.
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    private func note(_ id: String, _ error: RPCError) {
        state.withLockedValue { state in
            _ = error.isUnprocessed ? state.unprocessed.insert(id) : state.uncertain.insert(id)
        }
    }

    func reach(successes: Int) async {
        while state.withLockedValue({ $0.succeeded.count }) < successes { await Task.yield() }
    }

    func stop() { state.withLockedValue { $0.isOver = true } }

    func compare(with processed: [String]) {
        let state = state.withLockedValue { $0 }
        #expect(Set(processed).count == processed.count, "a call was processed twice")
        #expect(state.succeeded.subtracting(processed).isEmpty, "a call has succeeded that never was")
        #expect(state.unprocessed.isDisjoint(with: processed), "a call was processed, and the client says it wasn't")
        #expect(Set(processed).subtracting(state.succeeded).isSubset(of: state.uncertain))
        print("calls: \(state.succeeded.count) succeeded, \(state.unprocessed.count) unprocessed, \(state.uncertain.count) uncertain")
    }
}
