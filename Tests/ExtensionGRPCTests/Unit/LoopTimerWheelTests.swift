import NIOCore
import Testing

@testable import ExtensionGRPC

/// The wheel as a loop turns it: only when something is due.
@Suite(.timeLimit(.minutes(1)))
struct LoopTimerWheelTests {
    @Test func anEarlierTimerDoesNotWaitForALaterOne() async throws {
        try await withLoop { loop in
            let (late, early) = (Timer(), Timer())
            // Within one turn of the wheel, whose next look is at the later one.
            try await loop.start(late, after: .seconds(4))
            try await loop.start(early, after: .milliseconds(20))
            await early.fired.wait()
            #expect(try await loop.cancel(late))
        }
    }

    @Test func aTimerThatATimerStartsFires() async throws {
        try await withLoop { loop in
            let second = Timer()
            let first = Timer { loop.startTimer(second, at: LoopContext.now() + 1) }
            try await loop.start(first, after: .milliseconds(1))
            await second.fired.wait()
        }
    }

    /// A wheel that stood still for as long as it was empty.
    @Test func aTimerFiresAfterAPause() async throws {
        try await withLoop { loop in
            for _ in 0..<3 {
                let timer = Timer()
                try await loop.start(timer, after: .milliseconds(20))
                await timer.fired.wait()
            }
        }
    }
}

private final class Timer: TimerWheelEntry, @unchecked Sendable {  // what changes is touched on the loop only
    let fired = Signal()
    private(set) var hasFired = false
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void = {}) { self.body = body }

    override func timerFired() {
        hasFired = true
        body()
        fired.fire()
    }
}

extension LoopContext {
    fileprivate func start(_ timer: Timer, after delay: TimeAmount) async throws {
        try await eventLoop.submit { self.startTimer(timer, at: LoopContext.now() + delay.nanoseconds) }.get()
    }

    /// False where the timer has fired.
    fileprivate func cancel(_ timer: Timer) async throws -> Bool {
        try await eventLoop.submit {
            self.cancelTimer(timer)
            return !timer.hasFired
        }.get()
    }
}
