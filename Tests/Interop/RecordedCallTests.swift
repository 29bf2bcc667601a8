import ExtensionProtocol
import RawHTTP2
import RecordedTraffic
import Testing

/// Every recorded call as a call of its own, in order, to a provider of all hooks.
@Suite(.timeLimit(.minutes(1)))
struct RecordedCallTests {
    private static let recordings = Array(zip(Recording.all(of: .exhook), ExHookVersion.allCases))

    @Test(arguments: recordings)
    func everyCallReachesItsTypedEvent(_ recording: Recording, _ version: ExHookVersion) async throws {
        let calls = try recording.calls()
        let events = ObservedEvents()
        try await events.serve { port in
            let statuses = try await onThread {
                let client = try RawClient(port: port)
                return try calls.enumerated().map { index, call in
                    try client.call(UInt32(2 * index + 1), call.path, call.requests[0].bytes).grpcStatus
                }
            }
            #expect(statuses.allSatisfy { $0 == 0 })
        }
        let methods = Dictionary(uniqueKeysWithValues: HookProviderMethod.allCases.map { ($0.path(in: version), $0) })
        #expect(Set(calls.map(\.path)) == Set(methods.keys), "all 21 rpcs")
        let hookCalls = calls.compactMap { call in
            if case .hook(let hook)? = methods[call.path] { (hook, call) } else { nil }
        }
        #expect(events.all.map(\.hook) == hookCalls.map(\.0))
        for (observation, (_, call)) in zip(events.all, hookCalls) { expectSubject(observation, call) }
    }

    /// The broker's node and the client, as the recording has them in JSON.
    private func expectSubject(_ observation: ObservedEvents.Observation, _ call: RecordedCall) {
        let json = call.requests[0].json
        #expect(observation.broker.node == json["meta"]?["node"]?.text ?? "", "\(call.path)")
        guard let clientID = (json["clientinfo"] ?? json["conninfo"])?["clientid"]?.text else { return }
        #expect(String(reflecting: observation.event).contains("clientID: \"\(clientID)\""), "\(call.path)")
    }
}
