import Testing

@testable import ExtensionGRPC

/// Times are seconds here.
@Suite struct KeepaliveMonitorTests {
    private static let second: Int64 = 1_000_000_000

    @Test func withoutCallsNothingIsSent() {
        var monitor = monitor()
        #expect(check(&monitor, at: 1000, hasCalls: false) == .rest)
    }

    @Test func silenceDuringACallIsAskedAbout() {
        var monitor = monitor()
        monitor.callsBegan(at: 100 * Self.second)
        #expect(check(&monitor, at: 100) == .wait(until: 110 * Self.second))
        monitor.heard(at: 105 * Self.second)
        #expect(check(&monitor, at: 110) == .wait(until: 115 * Self.second))
        #expect(check(&monitor, at: 115) == .ping(checkAt: 120 * Self.second))
        #expect(check(&monitor, at: 119) == .wait(until: 120 * Self.second))
        #expect(check(&monitor, at: 120) == .giveUp)
    }

    /// What gRPC's servers take for abuse: three PINGs within five minutes between which they sent nothing of a response.
    @Test func aPeerThatOnlyAnswersPingsIsAskedEveryFiveMinutes() {
        var monitor = monitor()
        #expect(check(&monitor, at: 10) == .ping(checkAt: 15 * Self.second))
        monitor.heard(at: 11 * Self.second)
        #expect(check(&monitor, at: 15) == .wait(until: 340 * Self.second))
        #expect(check(&monitor, at: 340) == .ping(checkAt: 345 * Self.second))
    }

    @Test func aPeerThatAnswersCallsIsAskedAgainSooner() {
        var monitor = monitor()
        #expect(check(&monitor, at: 10) == .ping(checkAt: 15 * Self.second))
        monitor.heard(at: 12 * Self.second)
        monitor.answered()
        #expect(check(&monitor, at: 15) == .wait(until: 22 * Self.second))
        #expect(check(&monitor, at: 22) == .ping(checkAt: 27 * Self.second))
    }

    @Test func anIdleConnectionIsKeptAliveOnDemand() {
        var monitor = KeepaliveMonitor(Keepalive(interval: .seconds(10), timeout: .seconds(5), pingsWithoutCalls: true), at: 0)
        #expect(check(&monitor, at: 10, hasCalls: false) == .ping(checkAt: 15 * Self.second))
        monitor.heard(at: 11 * Self.second)
        #expect(check(&monitor, at: 15, hasCalls: false) == .wait(until: 21 * Self.second))
        #expect(check(&monitor, at: 21, hasCalls: false) == .ping(checkAt: 26 * Self.second))
    }

    /// Calls one after the other whose deadlines come before the interval is over: their silence is one.
    @Test func shortCallsAreSilenceToo() {
        var monitor = monitor()
        monitor.callsBegan(at: 100 * Self.second)
        #expect(check(&monitor, at: 110, hasCalls: false) == .rest)
        monitor.callsBegan(at: 111 * Self.second)
        #expect(check(&monitor, at: 111) == .ping(checkAt: 116 * Self.second))
        #expect(check(&monitor, at: 116, hasCalls: false) == .giveUp)
    }

    @Test func aCallThatIsAnsweredEndsTheSilence() {
        var monitor = monitor()
        monitor.callsBegan(at: 100 * Self.second)
        monitor.heard(at: 101 * Self.second)
        monitor.callsBegan(at: 200 * Self.second)
        #expect(check(&monitor, at: 200) == .wait(until: 210 * Self.second))
    }

    private func monitor() -> KeepaliveMonitor { KeepaliveMonitor(Keepalive(interval: .seconds(10), timeout: .seconds(5)), at: 0) }

    private func check(_ monitor: inout KeepaliveMonitor, at time: Int64, hasCalls: Bool = true) -> KeepaliveMonitor.Verdict {
        monitor.check(at: time * Self.second, hasCalls: hasCalls)
    }
}
