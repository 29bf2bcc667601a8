import ExtensionProtocol
import Testing

@Suite("Answers of several providers become one decision")
struct AnswerMergeTests {
    private typealias Result = AnswerMerge<Bool>.Result

    private static func answer(_ action: ResponseAction, _ value: Bool?) -> ProviderOutcome {
        .answered(ValuedResponse(action, value: value.map { .bool($0) }))
    }

    private func merge(_ outcomes: [ProviderOutcome], prior: Bool, rule: MergeRule) -> Result {
        var merge = AnswerMerge(prior, rule: rule)
        for outcome in outcomes where !merge.isFinished { merge.add(outcome) }
        return merge.result
    }

    @Test(
        arguments: [
            ([answer(.stopAndReturn, true)], .decided(true, stops: true)),
            ([answer(.stopAndReturn, false), answer(.proceed, true)], .decided(false, stops: true)),
            ([answer(.proceed, true)], .decided(true, stops: false)),
            ([answer(.proceed, true), answer(.proceed, false)], .decided(false, stops: false)),
            ([answer(.proceed, true), answer(.ignore, nil)], .decided(true, stops: false)),
            ([answer(.ignore, true), answer(.stopAndReturn, true)], .decided(true, stops: true)),
            ([answer(.proceed, true), .failed(.ignore)], .decided(true, stops: false)),
            ([.failed(.deny), answer(.stopAndReturn, true)], .decided(false, stops: true)),
            ([.failed(.ignore), answer(.stopAndReturn, true)], .decided(true, stops: true)),
            ([answer(.proceed, nil), answer(.proceed, true)], .decided(true, stops: false)),
            ([answer(.stopAndReturn, nil), answer(.stopAndReturn, true)], .decided(true, stops: true)),
        ] as [([ProviderOutcome], AnswerMerge<Bool>.Result)]
    )
    func bothRules(_ outcomes: [ProviderOutcome], _ result: AnswerMerge<Bool>.Result) {
        #expect(merge(outcomes, prior: false, rule: .standard) == result)
        #expect(merge(outcomes, prior: false, rule: .emqx58) == result)
    }

    @Test(arguments: [true, false])
    func everybodyIgnores(_ prior: Bool) {
        for outcome in [Self.answer(.ignore, nil), Self.answer(.proceed, nil), .failed(.ignore)] {
            #expect(merge([outcome], prior: prior, rule: .standard) == .ignored)
            #expect(merge([outcome], prior: prior, rule: .emqx58) == .decided(prior, stops: false))
        }
    }

    @Test func notMounted() {
        let outcomes: [ProviderOutcome] = [.notMounted(.deny), Self.answer(.stopAndReturn, true)]
        #expect(merge(outcomes, prior: false, rule: .standard) == .decided(true, stops: true))
        #expect(merge(outcomes, prior: false, rule: .emqx58) == .decided(false, stops: true))
        let ignoring: [ProviderOutcome] = [.notMounted(.ignore), Self.answer(.stopAndReturn, true)]
        #expect(merge(ignoring, prior: false, rule: .emqx58) == .decided(true, stops: true))
        #expect(merge([.notMounted(.deny)], prior: false, rule: .standard) == .ignored)
    }

    @Test func nobodyToAsk() {
        #expect(merge([], prior: true, rule: .standard) == .ignored)
        #expect(merge([], prior: true, rule: .emqx58) == .decided(false, stops: true))
    }

    @Test func wrongKindAndUnknownTypeAreIgnored() {
        #expect(merge([.answered(ValuedResponse(.stopAndReturn, value: .message(Message())))], prior: true, rule: .standard) == .ignored)
        var response = ValuedResponse(.proceed, value: .bool(true))
        response.type = 9
        #expect(merge([.answered(response)], prior: false, rule: .standard) == .ignored)
    }

    @Test func swappedNumbering() {
        let old = ValuedResponse(.proceed, value: .bool(true), numbering: .ignoreFirst)
        #expect(old.type == 1)
        #expect(merge([.answered(old, numbering: .ignoreFirst)], prior: false, rule: .standard) == .decided(true, stops: false))
        #expect(merge([.answered(old)], prior: false, rule: .standard) == .ignored)
        let ignored = ValuedResponse(.ignore, value: .bool(true), numbering: .ignoreFirst)
        #expect(ignored.type == 0)
        #expect(merge([.answered(ignored, numbering: .ignoreFirst)], prior: false, rule: .standard) == .ignored)
        #expect(ResponseNumbering.ignoreFirst.wireValue(of: .stopAndReturn) == 2)
    }

    @Test func messagesTakeOnlyWhatTheBrokerTakes() {
        let original = Message(node: "n", id: "i", from: "f", topic: "t", payload: [1], timestamp: 1, headers: ["username": "u"])
        let answer = Message(
            node: "x",
            id: "x",
            qos: .exactlyOnce,
            from: "x",
            topic: "audited/t",
            payload: [2],
            timestamp: 9,
            headers: ["username": "x", "allow_publish": "false"]
        )
        var merge = AnswerMerge(original)
        merge.add(.answered(ValuedResponse(.proceed, value: .message(answer))))
        var expected = original
        expected.qos = .exactlyOnce
        expected.topic = "audited/t"
        expected.payload = [2]
        expected.allowsPublish = false
        #expect(merge.value == expected)
        #expect(merge.result == .decided(expected, stops: false))
        #expect(!merge.value.allowsPublish)
    }

    @Test func onlyTrueAndFalseAllowOrForbidToPublish() {
        let original = Message(topic: "t", headers: ["allow_publish": "true"])
        #expect(original.applying(Message(topic: "t", headers: ["allow_publish": "maybe"])).headers["allow_publish"] == "true")
        #expect(original.applying(Message(topic: "t")).allowsPublish)
    }

    @Test func aFailureLetsAMessageGoOutUnchanged() {
        let message = Message(topic: "t")
        var merge = AnswerMerge(message)
        merge.add(.failed(.deny))
        #expect(merge.isFinished)
        #expect(merge.result == .decided(message, stops: true))
    }
}
