import Testing

@testable import ExtensionGRPC

struct FloodGuardTests {
    private static let second: Int64 = 1_000_000_000

    @Test(arguments: FloodGuard.Frame.allCases)
    func aBurstIsAdmittedAndThenNoMore(_ frame: FloodGuard.Frame) {
        let guardian = Guardian()
        let admitted = guardian.burst(of: frame, now: 0)
        #expect((100...5000).contains(admitted))
        #expect(!guardian.admit(frame, now: 0))
    }

    @Test(arguments: FloodGuard.Frame.allCases)
    func anAllowanceComesBackWithTimeUpToTheBurst(_ frame: FloodGuard.Frame) {
        let guardian = Guardian()
        let burst = guardian.burst(of: frame, now: 0)
        let perSecond = guardian.burst(of: frame, now: Self.second)
        #expect(perSecond > 0 && perSecond < burst)
        #expect(guardian.burst(of: frame, now: 3600 * Self.second) == burst)
    }

    @Test func kindsDoNotShareAnAllowance() {
        let guardian = Guardian()
        _ = guardian.burst(of: .settings, now: 0)
        #expect(guardian.admit(.ping, now: 0))
    }

    /// EMQX sends one PING a minute; grpc-core probes its bandwidth with a few dozen a second while it receives much.
    @Test func ordinaryPingsAreNeverRefused() {
        let guardian = Guardian()
        let isAdmitted = (0..<100_000).allSatisfy { guardian.admit(.ping, now: Int64($0) * Self.second / 90) }
        #expect(isAdmitted)
    }
}

/// A guard that can be asked within an expectation.
private final class Guardian {
    private var flood = FloodGuard(now: 0)

    func admit(_ frame: FloodGuard.Frame, now: Int64) -> Bool { flood.admit(frame, now: now) }

    /// How many frames are admitted at that moment.
    func burst(of frame: FloodGuard.Frame, now: Int64) -> Int {
        var count = 0
        while count < 1_000_000, admit(frame, now: now) { count += 1 }
        return count
    }
}
