import Testing

@testable import ReferenceGateway

@Suite struct ListenerPartsTests {
    private static func rules(_ texts: [String]) -> AccessRules {
        var rules = AccessRules()
        for text in texts { #expect(rules.append(text) == true) }
        return rules
    }

    @Test(arguments: [
        ([], "10.0.0.1", true), (["deny all"], "10.0.0.1", false), (["deny all"], "::1", false),
        (["allow 10.0.0.0/8", "deny all"], "10.1.2.3", true), (["allow 10.0.0.0/8", "deny all"], "11.1.2.3", false),
        (["deny 10.0.0.0/8"], "11.1.2.3", true), (["deny 10.0.0.1", "allow all"], "10.0.0.1", false),
        (["allow fd00::/8", "deny all"], "fd12::1", true), (["deny 10.0.0.0/8"], "::ffff:10.0.0.1", false),
    ])
    func theFirstRuleCountsThatIsAboutTheAddress(texts: [String], address: String, isAllowed: Bool) {
        #expect(Self.rules(texts).allow(address) == isAllowed)
    }

    @Test func anUnknownAddressIsAllowedWithoutRulesOnly() {
        #expect(AccessRules().allow(nil))
        #expect(!Self.rules(["allow all"]).allow(nil))
    }

    @Test(arguments: ["", "allow", "permit all", "allow 10.0.0.0/33", "deny everybody", "allow 10.0.0.1 now"])
    func otherTextIsNoRule(text: String) {
        var rules = AccessRules()
        #expect(rules.append(text) == false)
    }

    @Test func aBurstOfOneSecondIsAcceptedAtOnce() {
        let second: Int64 = 1_000_000_000
        var rate = AcceptRate(perSecond: 10, now: 0)
        for _ in 0..<10 {
            #expect(rate.delay(now: 0) == 0)
            rate.accepted(now: 0)
        }
        #expect(rate.delay(now: 0) == second / 10)
        #expect(rate.delay(now: second / 10) == 0)
        rate.accepted(now: second / 10)
        #expect(rate.delay(now: second / 10) == second / 10)
        for _ in 0..<10 { rate.accepted(now: 100 * second) }
        #expect(rate.delay(now: 100 * second) == second / 10)
    }

    @Test func aRateMayChange() {
        var rate = AcceptRate(perSecond: 10, now: 0)
        for _ in 0..<10 { rate.accepted(now: 0) }
        rate.perSecond = 2
        #expect(rate.delay(now: 0) == 500_000_000)
        rate.perSecond = .max
        #expect(rate.delay(now: 0) == 0)
    }

    @Test func aLimitIsNotPassed() {
        let limit = ConnectionLimit(2)
        #expect(limit.enter() && limit.enter())
        #expect(!limit.enter())
        limit.leave()
        #expect(limit.enter())
        #expect(limit.count == 2)
        limit.change(to: 3)
        #expect(limit.enter() && !limit.enter())
    }
}
