import NIOConcurrencyHelpers
import Synchronization

/// What a loop tells its watchdog: that it turns, and whose handler it is in.
package final class LoopMonitor: Sendable {
    private static let idle = -1

    private let turn = Atomic<Int>(0)
    private let runningMethod = Atomic<Int>(LoopMonitor.idle)
    /// Calls per method that are suspended: whichever blocks the loop after a suspension is one of these.
    private let suspended = NIOLockedValueBox<[Int]>([])

    @inline(__always)
    func handlerStarts(method: Int) {
        runningMethod.store(method, ordering: .relaxed)
    }

    @inline(__always)
    func handlerReturns() {
        runningMethod.store(Self.idle, ordering: .relaxed)
        turn.store(turn.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    func callSuspended(method: Int) {
        suspended.withLockedValue { counts in
            if counts.count <= method { counts += Array(repeating: 0, count: method + 1 - counts.count) }
            counts[method] += 1
        }
    }

    /// Follows ``callSuspended(method:)``.
    func callResumed(method: Int) { suspended.withLockedValue { $0[method] -= 1 } }

    /// Told by the watchdog's own task on the loop: it got a turn.
    func turned() { turn.store(turn.load(ordering: .relaxed) &+ 1, ordering: .relaxed) }

    struct Observation: Equatable {
        var turn: Int
        var method: Int?
    }

    func observe() -> Observation {
        let method = runningMethod.load(ordering: .relaxed)
        return Observation(turn: turn.load(ordering: .relaxed), method: method == Self.idle ? nil : method)
    }

    func suspendedMethods() -> [Int] {
        suspended.withLockedValue { counts in counts.indices.filter { counts[$0] > 0 } }
    }
}
