import ExtensionProtocol
import RawHTTP2
import RecordedTraffic
import Testing

/// The very bytes that real brokers sent: header compression, windows, PINGs and GOAWAYs included.
@Suite(.timeLimit(.minutes(1)))
struct ReplayTests {
    private static let recordings = Array(zip(Recording.all(of: .exhook), ExHookVersion.allCases))

    @Test(arguments: recordings)
    func everyCallOfEveryConnectionIsAnswered(_ recording: Recording, _ version: ExHookVersion) async throws {
        let calls = try recording.calls()
        let chunks = try recording.chunks().filter { $0.direction == .clientToServer && !$0.isEnd }
        let events = ObservedEvents()
        try await events.serve { port in
            for (connection, chunks) in Dictionary(grouping: chunks, by: \.connection) {
                let streams = calls.filter { $0.connection == connection }.map { UInt32($0.stream) }
                let responses = try await onThread { try Self.replay(chunks.map(\.bytes), port: port, streams: streams) }
                #expect(Set(responses.keys) == Set(streams), "connection \(connection)")
                for (stream, response) in responses { expectSuccess(response, "connection \(connection), stream \(stream)") }
            }
        }
        #expect(calls.count > 1500)
        #expect(Self.counts(of: events, version) == Self.counts(of: calls, version))
    }

    private func expectSuccess(_ response: RawResponse, _ name: String) {
        #expect(response.httpStatus == "200", "\(name)")
        #expect(response.messages.count == 1, "\(name)")
        #expect(response.trailers.value(of: "grpc-status") == "0", "\(name)")
        #expect(response.resetCode == nil, "\(name)")
    }

    /// Feeds one connection's bytes once the server's settings have come, and reads until every stream has its answer.
    private static func replay(_ chunks: [[UInt8]], port: Int, streams: [UInt32]) throws -> [UInt32: RawResponse] {
        let client = RawClient(try RawSocket(port: port), isSilent: true)
        try client.waitForSettings()
        for chunk in chunks { try client.socket.send(chunk) }
        for stream in streams { _ = try client.response(stream) }
        return client.responses
    }

    private static func counts(of events: ObservedEvents, _ version: ExHookVersion) -> [Hook: Int] {
        Dictionary(events.all.filter { $0.version == version }.map { ($0.hook, 1) }, uniquingKeysWith: +)
    }

    private static func counts(of calls: [RecordedCall], _ version: ExHookVersion) -> [Hook: Int] {
        let hooks = Dictionary(uniqueKeysWithValues: Hook.allCases.map { (HookProviderMethod.hook($0).path(in: version), $0) })
        return Dictionary(calls.compactMap { hooks[$0.path] }.map { ($0, 1) }, uniquingKeysWith: +)
    }
}
