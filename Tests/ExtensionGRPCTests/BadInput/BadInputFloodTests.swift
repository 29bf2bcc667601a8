import Foundation
import NIOConcurrencyHelpers
import RawHTTP2
import Testing

@testable import ExtensionGRPC

#if os(Linux)
/// Floods, each in a process of its own, so that its memory is the server's and the attacker's alone.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct BadInputFloodTests {
    @Test(arguments: Flood.allCases)
    func aFloodIsBoundedAndOthersAreAnswered(_ flood: Flood) async {
        await #expect(processExitsWith: .success) { [flood] in
            try await RawTestServer.run(limits: .tight) { server in
                try await server.expectAnswers()
                let before = residentMemory()
                let bystander = Bystander(port: server.port)
                async let calls = bystander.run()
                let outcome = try await onThread { [port = server.port] in try flood.run(port: port) }
                let peak = residentMemory()
                bystander.stop()
                let slowest = try await calls
                #expect(outcome == flood.expectedOutcome, "the server has \(outcome)")
                #expect(peak - before < 64 << 20, "the process grew from \(before >> 10) to \(peak >> 10) KiB")
                #expect(slowest < .seconds(1), "a call of another client took \(slowest)")
                try await server.expectAnswers()
            }
        }
    }

    /// A broker whose requests time out under load gives them up by the thousand.
    @Test func callsThatAreGivenUpAreNoFloodYet() async throws {
        try await RawTestServer.run { server in
            let response = try await server.withClient { client in
                let request = HeaderEncoder.encode(RawClient.fields(Flood.echoPath))
                let streams = stride(from: UInt32(1), to: 8000, by: 2)
                try client.send(streams.flatMap { [.headers($0, request), .resetStream($0)] })
                return try client.call(8001, Flood.echoPath, [1])
            }
            #expect(response.messages == [[1]])
        }
    }

    /// A replay of EMQX's bytes has acknowledgements of PINGs that only another server had sent.
    @Test func acknowledgedPingsAreNoFlood() async throws {
        try await RawTestServer.run { server in
            let response = try await server.withClient { client in
                for _ in 0..<100 {
                    try client.send([Frame](repeating: .ping(acknowledgement: true), count: 200))
                }
                return try client.call(1, Flood.echoPath, [1])
            }
            #expect(response.messages == [[1]])
        }
    }
}

extension ServerLimits {
    /// Budgets that a test reaches in little time, well below the bound on the process.
    fileprivate static var tight: ServerLimits {
        var limits = ServerLimits()
        limits.unfinishedBytesPerConnection = 8 << 20
        limits.unreadBytesPerConnection = 16 << 20
        return limits
    }
}

/// Another client of the same event loop, which calls with a deadline of a second, over and over.
private final class Bystander: Sendable {
    private let port: Int
    private let isStopped = NIOLockedValueBox(false)

    init(port: Int) { self.port = port }

    func stop() { isStopped.withLockedValue { $0 = true } }

    /// Calls until told to stop; records every call that isn't answered, and returns how long the slowest took.
    func run() async throws -> Duration {
        try await onThread {
            let client = try RawClient(port: self.port)
            var slowest = Duration.zero
            var stream: UInt32 = 1
            while !self.isStopped.withLockedValue({ $0 }) || stream < 20 {
                let start = ContinuousClock.now
                let response = try client.call(stream, Flood.echoPath, [9], [HeaderField("grpc-timeout", "1S")])
                slowest = max(slowest, ContinuousClock.now - start)
                #expect(response.grpcStatus == 0, "another client got \(response)")
                stream += 2
            }
            return slowest
        }
    }
}

/// Bytes of this process that are in memory (proc(5), VmRSS).
private func residentMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.split(separator: " ")[1]) }.map { $0 << 10 } ?? 0
}
#endif
