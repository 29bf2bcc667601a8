import SeededRandom
import Testing

@testable import MessageSpool

/// Random operations on a disk that fails and crashes, compared with a model of what a spool promises.
@Suite struct CrashModelTests {
    @Test(arguments: 0..<8) func whatWasAcknowledgedOutlivesCrashes(round: UInt64) throws {
        for seed in (round * 64)..<(round * 64 + 64) {
            var run = CrashModelRun(seed: seed)
            try run.live(lives: 6)
        }
    }

    @Test(arguments: 100..<104) func andFailuresOfTheDisk(round: UInt64) throws {
        for seed in (round * 64)..<(round * 64 + 64) {
            var run = CrashModelRun(seed: seed)
            run.failsSometimes = true
            try run.live(lives: 6)
        }
    }
}
