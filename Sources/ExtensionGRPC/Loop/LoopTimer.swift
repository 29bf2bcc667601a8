/// Calls back once on its loop, unless it is cancelled before: a timer for what isn't a call or a connection.
package final class LoopTimer: TimerWheelEntry, @unchecked Sendable {  // touched on `loop` only
    private let loop: LoopContext
    /// Holds the timer too: it has to live for as long as it is in the wheel.
    private var action: (() -> Void)?

    package init(loop: LoopContext) { self.loop = loop }

    /// Calls `action` at `time` (nanoseconds of the monotonic clock), within a tick of 5 ms. A timer that is running is started anew.
    package func start(at time: Int64, _ action: @escaping () -> Void) {
        self.action = { [self] in withExtendedLifetime(self, action) }
        loop.startTimer(self, at: time)
    }

    package func cancel() {
        loop.cancelTimer(self)
        action = nil
    }

    override func timerFired() {
        let action = action
        self.action = nil
        action?()
    }
}
