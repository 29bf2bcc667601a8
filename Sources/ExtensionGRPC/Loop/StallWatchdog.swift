import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Looks at every loop of a server from a thread of its own, and names the handler of one that hasn't turned for 100 ms.
///
/// Deadlines and fallbacks run on the loop, so a handler that blocks it takes them away from every other call there.
final class StallWatchdog: Sendable {
    static let threshold: Int64 = 100_000_000
    private static let interval = TimeAmount.milliseconds(20)
    /// While there is nothing to watch, of which it takes notice so late.
    private static let idleInterval = TimeAmount.milliseconds(100)

    private struct Watched {
        var lastTurn: LoopMonitor.Observation
        var lookedAt: Int64
        /// How long the loop hasn't turned, as far as this thread itself was running: a machine that stands still isn't a handler's fault.
        var stalledFor: Int64 = 0
        var isReported = false
        var isProbed = false
        /// Nothing has happened since the last look, and nothing is to come back.
        var isQuiet = false
    }

    private let contexts: [LoopContext]
    private let methodNames: [String]
    private let logger: Logger
    private let onStall: @Sendable () -> Void
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let watched: NIOLockedValueBox<[Watched]>
    private let stalls = NIOLockedValueBox<Int>(0)

    var stallCount: Int { stalls.withLockedValue { $0 } }

    init(contexts: [LoopContext], methodNames: [String], logger: Logger, onStall: @escaping @Sendable () -> Void) {
        self.contexts = contexts
        self.methodNames = methodNames
        self.logger = logger
        self.onStall = onStall
        let now = LoopContext.now()
        watched = NIOLockedValueBox(contexts.map { Watched(lastTurn: $0.monitor.observe(), lookedAt: now) })
    }

    func start() { schedule(after: Self.interval) }

    private func schedule(after delay: TimeAmount) {
        group.next().scheduleTask(in: delay) {
            self.look()
            self.schedule(after: self.isAllQuiet ? Self.idleInterval : Self.interval)
        }
    }

    func stop() async { try? await group.shutdownGracefully() }

    private func look() {
        let now = LoopContext.now()
        for index in contexts.indices {
            let stall = watched.withLockedValue { look(at: contexts[index], &$0[index], now: now) }
            if let stall { report(stall, on: contexts[index]) }
        }
    }

    private var isAllQuiet: Bool { watched.withLockedValue { $0.allSatisfy(\.isQuiet) } }

    /// How long the loop has been stalled, the first time that this is known.
    private func look(at context: LoopContext, _ state: inout Watched, now: Int64) -> Int64? {
        let observation = context.monitor.observe()
        let isBusy = observation.method != nil || state.isProbed
        let hasTurned = observation != state.lastTurn
        guard !hasTurned, isBusy else {
            state = Watched(lastTurn: observation, lookedAt: now)
            probeIfSuspended(context, &state)
            state.isQuiet = !hasTurned && !state.isProbed
            return nil
        }
        state.stalledFor += min(now - state.lookedAt, 2 * Self.interval.nanoseconds)
        state.lookedAt = now
        guard state.stalledFor >= Self.threshold, !state.isReported else { return nil }
        state.isReported = true
        return state.stalledFor
    }

    /// A handler that was suspended comes back as a job that has no name. So while there are such, the loop is asked for a sign of life.
    private func probeIfSuspended(_ context: LoopContext, _ state: inout Watched) {
        guard !context.monitor.suspendedMethods().isEmpty else { return }
        state.isProbed = true
        context.eventLoop.execute { context.monitor.turned() }
    }

    private func report(_ duration: Int64, on context: LoopContext) {
        stalls.withLockedValue { $0 += 1 }
        onStall()
        let running = context.monitor.observe().method.map { [$0] } ?? context.monitor.suspendedMethods()
        let names = running.map { methodNames[$0] }.joined(separator: ", ")
        logger.warning(
            "A handler blocks its event loop: every call on that loop waits. Let it await, or run the blocking part in offload.",
            metadata: ["handler": "\(names)", "blocked-ms": "\(duration / 1_000_000)"]
        )
    }
}
