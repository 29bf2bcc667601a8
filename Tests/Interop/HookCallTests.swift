import ExtensionProtocol
import RecordedTraffic
import Testing

/// Every rpc of every version from a grpcio client that made its own stubs.
@Suite(.timeLimit(.minutes(1)))
struct HookCallTests {
    @Test(arguments: ExHookVersion.allCases)
    func everyFieldOfEveryRPCReachesItsEvent(_ version: ExHookVersion) async throws {
        let events = ObservedEvents()
        var answers: [JSONValue] = []
        try await events.serve { port in
            answers = try await PythonPeer.run("hook_calls", "v\(version.rawValue)", "\(port)")
        }
        let expected = ExpectedEvents(version: version)
        #expect(answers.count == 21)
        #expect(Set(events.all.map(\.hook)) == Set(Hook.allCases))
        #expect(events.all.count == Hook.allCases.count)
        for observation in events.all {
            #expect(AnyHashable(observation.event) == expected.event(observation.hook), "\(observation.hook)")
            #expect(observation.broker == expected.broker, "\(observation.hook)")
            #expect(observation.version == version)
        }
        expectDecisions(answers, version)
    }

    private func expectDecisions(_ answers: [JSONValue], _ version: ExHookVersion) {
        func answer(_ method: HookProviderMethod) -> JSONValue? {
            answers.first { $0["rpc"]?.text == method.name(in: version) }?["answer"]
        }
        #expect(answer(.hook(.clientAuthenticate)) == .object(["type": .string("STOP_AND_RETURN"), "bool_result": .bool(true)]))
        #expect(answer(.hook(.clientAuthorize)) == .object(["type": .string("STOP_AND_RETURN"), "bool_result": .bool(false)]))
        let publish = answer(.hook(.messagePublish))
        #expect(publish?["type"]?.text == "STOP_AND_RETURN")
        #expect(publish?["message"]?["topic"]?.text == "haus/flur")
        #expect(publish?["message"]?["headers"]?["allow_publish"]?.text == "true")
        #expect(answer(.hook(.sessionCreated)) == .object([:]))
        expectLoaded(answer(.providerLoaded), version)
    }

    /// The hooks by the names of that version, the message hooks with their topic filters.
    private func expectLoaded(_ answer: JSONValue?, _ version: ExHookVersion) {
        guard case .array(let hooks)? = answer?["hooks"] else {
            Issue.record("no hooks in \(answer?.description ?? "no answer")")
            return
        }
        #expect(hooks.compactMap { $0["name"]?.text } == Hook.allCases.map { $0.name(in: version) })
        let publish = hooks.first { $0["name"]?.text == "message.publish" }
        #expect(publish?["topics"] == .array([.string("#"), .string("$SYS/#")]))
    }
}
