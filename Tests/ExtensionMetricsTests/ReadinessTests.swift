import NIOConcurrencyHelpers
import Testing

@testable import ExtensionMetrics

@Suite("Readiness", .timeLimit(.minutes(1)))
struct ReadinessTests {
    private struct Refused: Error {}

    @Test("Nothing to check is ready")
    func empty() async {
        #expect(await Readiness([], logger: RecordedLog().logger).failures() == nil)
    }

    @Test("Every check that fails has its line, in the order in which they were given")
    func failures() async {
        let readiness = Readiness(
            [
                ReadinessCheck("fine") { true },
                ReadinessCheck("slow", timeLimit: .milliseconds(10)) {
                    try await Task.sleep(for: .seconds(3600))
                    return true
                },
                ReadinessCheck("broken") { throw Refused() },
                ReadinessCheck("not yet") { false },
                ReadinessCheck("told") { throw NotReady("no such\ntable") },
            ],
            logger: RecordedLog().logger
        )
        #expect(await readiness.failures() == "slow: timed out\nbroken: failed\nnot yet: not ready\ntold: no such table\n")
    }

    @Test("The log has a line per change")
    func log() async {
        let log = RecordedLog()
        let isReady = NIOLockedValueBox(false)
        let check = ReadinessCheck("database") {
            guard isReady.withLockedValue({ $0 }) else { throw Refused() }
            return true
        }
        let readiness = Readiness([check], logger: log.logger)
        for _ in 0..<3 { _ = await readiness.failures() }
        isReady.withLockedValue { $0 = true }
        for _ in 0..<3 { _ = await readiness.failures() }
        #expect(
            log.lines == [
                "warning: A readiness check fails. check=database error=Refused()",
                "notice: A readiness check passes again. check=database",
            ]
        )
    }

    @Test("However many probe, a check runs once at a time")
    func singleRun() async {
        let running = NIOLockedValueBox((now: 0, most: 0))
        let probe = ReadinessProbe(
            ReadinessCheck("busy", timeLimit: .seconds(3600)) {
                running.withLockedValue { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                for _ in 0..<100 { await Task.yield() }
                running.withLockedValue { $0.now -= 1 }
                return true
            }
        )
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { await probe.outcome().isReady } }
            for await isReady in group { #expect(isReady) }
        }
        #expect(running.withLockedValue { $0.most } == 1)
    }

    @Test("A check that ignores its cancellation keeps nobody waiting, isn't run again meanwhile, and may recover")
    func stuckCheck() async {
        let runs = NIOLockedValueBox<[CheckedContinuation<Void, Never>]>([])
        let check = ReadinessCheck("stuck", timeLimit: .milliseconds(10)) {
            await withCheckedContinuation { continuation in runs.withLockedValue { $0.append(continuation) } }
            return true
        }
        let probe = ReadinessProbe(check)
        for _ in 0..<3 { #expect(await probe.outcome().text == "timed out") }
        #expect(runs.withLockedValue { $0.count } == 1)
        runs.withLockedValue { $0.removeFirst() }.resume()
        while runs.withLockedValue({ $0.isEmpty }) { _ = await probe.outcome() }
        runs.withLockedValue { $0.removeFirst() }.resume()
    }
}
