import ExtensionProtocol
import SeededRandom
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

/// Several handlers in one server answer what a broker would make of as many servers with one each.
@Suite("Decisions of several handlers are merged as a broker does", .timeLimit(.minutes(1)))
struct CompositionTests {
    @Test func accessDecisionsMergeAsTheBrokersDo() async throws {
        for seed in 0..<60 as Range<UInt64> { try await mergeAccessDecisions(seed) }
    }

    private func mergeAccessDecisions(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let all: [AuthorizationDecision] = [.allow, .deny, .ignore, .allow.continuing, .deny.continuing]
        let decisions = (0..<Int.random(in: 2...5, using: &generator)).map { _ in generator.pick(all) }
        let priorResult = Bool.random(using: &generator)
        let asked = Journal<Bool>()
        let server = server { hooks in
            for decision in decisions {
                hooks.on(.clientAuthorize) { request, _ in
                    asked.add(request.priorResult)
                    return decision
                }
            }
        }
        let (merge, expectedAsked) = merged(priorResult, decisions.map(\.response))
        try await TestBroker.connect(to: server) { broker async throws in
            let answer = try await broker.authorize(.someone, to: .publish, "t", priorResult: priorResult)
            #expect(answer == AuthorizationDecision(merge.result), "\(decisions)")
            #expect(asked.entries == expectedAsked, "\(decisions)")
        }
    }

    @Test func publishDecisionsMergeAsTheBrokersDo() async throws {
        for seed in 100..<160 as Range<UInt64> { try await mergePublishDecisions(seed) }
    }

    private func mergePublishDecisions(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let all: [PublishDecision] = [
            .pass, .drop, .publish(topic: "u"), .drop.continuing, .publish(topic: "v").continuing, .publish(payload: [7]).continuing,
            .publish(qos: .exactlyOnce).continuing, .publish().continuing,
        ]
        let decisions = (0..<Int.random(in: 2...5, using: &generator)).map { _ in generator.pick(all) }
        let original = Message(node: "n", id: "i", from: "c1", topic: "t", payload: [1], timestamp: 1)
        let asked = Journal<Message>()
        let server = server { hooks in
            for decision in decisions {
                hooks.on(.messagePublish, topics: ["#"]) { request, _ in
                    asked.add(request.message)
                    return decision
                }
            }
        }
        // As many servers, each of which answers with the message it was asked about, changed.
        var merge = AnswerMerge(original)
        var expectedAsked: [Message] = []
        for decision in decisions where !merge.isFinished {
            expectedAsked.append(merge.value)
            merge.add(.answered(decision.response(to: merge.value)))
        }
        try await TestBroker.connect(to: server) { broker async throws in
            let (response, _) = try await broker.answer(to: MessagePublish(message: original))
            var outer = AnswerMerge(original)
            outer.add(.answered(response))
            #expect(outer.result == merge.result, "\(decisions)")
            #expect(asked.entries == expectedAsked, "\(decisions)")
        }
    }

    private func merged(
        _ prior: Bool,
        _ responses: [ValuedResponse]
    ) -> (AnswerMerge<Bool>, asked: [Bool]) {
        var merge = AnswerMerge(prior)
        var asked: [Bool] = []
        for response in responses where !merge.isFinished {
            asked.append(merge.value)
            merge.add(.answered(response))
        }
        return (merge, asked)
    }
}

extension AuthorizationDecision {
    fileprivate var response: ValuedResponse {
        switch verdict {
        case .decided(let isAllowed): ValuedResponse(.stopAndReturn, value: .bool(isAllowed))
        case .proposed(let isAllowed): ValuedResponse(.proceed, value: .bool(isAllowed))
        case .ignored: ValuedResponse(.ignore)
        }
    }

    fileprivate init(_ result: AnswerMerge<Bool>.Result) {
        self =
            switch result {
            case .ignored: .ignore
            case .decided(let isAllowed, let stops): AuthorizationDecision(verdict: stops ? .decided(isAllowed) : .proposed(isAllowed))
            }
    }
}

extension PublishDecision {
    fileprivate func response(to message: Message) -> ValuedResponse {
        guard outcome != .pass else { return ValuedResponse(.ignore) }
        return ValuedResponse(isProposal ? .proceed : .stopAndReturn, value: .message(message.changed(by: self)))
    }
}
