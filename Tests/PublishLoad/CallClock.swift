import Foundation
import NIOConcurrencyHelpers
import NIOCore

/// Numbers the calls, and says when each is due.
final class CallClock: Sendable {
    private let calls: Int
    private let interval: Double
    private let start = NIODeadline.now()
    private let next = NIOLockedValueBox(0)

    init(calls: Int, rate: Double?) {
        self.calls = calls
        interval = rate.map { 1e9 / $0 } ?? 0
    }

    var isPaced: Bool { interval > 0 }

    /// The number of a call and when it is due; nil when all were made.
    func take() -> (number: Int, due: NIODeadline)? {
        let number = next.withLockedValue { next in
            next += 1
            return next - 1
        }
        return number < calls ? (number, start + .nanoseconds(Int64(Double(number) * interval))) : nil
    }

    /// User and system time of this process.
    var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
