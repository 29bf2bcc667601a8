import NIOCore
import Testing

@testable import ExtensionPostgres

@Suite("Backoff")
struct BackoffTests {
    @Test("Waits double from the lower bound to the upper, and begin anew after a success")
    func doubling() {
        var backoff = Backoff(bounds: .seconds(1) ... .seconds(5))
        let now = NIODeadline.now()
        #expect(backoff.nextAttempt <= now)
        let waits = (0..<5).map { _ in
            backoff.fail(now: now, jitter: 1)
            return backoff.nextAttempt - now
        }
        #expect(waits == [1, 2, 4, 5, 5].map { .seconds($0) })
        backoff.succeed()
        #expect(backoff.nextAttempt <= now)
    }

    @Test("Up to half is taken off at random")
    func jitter() {
        let now = NIODeadline.now()
        for _ in 0..<100 {
            var backoff = Backoff(bounds: .seconds(1) ... .seconds(5))
            backoff.fail(now: now)
            #expect((TimeAmount.milliseconds(500)...TimeAmount.seconds(1)).contains(backoff.nextAttempt - now))
        }
    }
}
