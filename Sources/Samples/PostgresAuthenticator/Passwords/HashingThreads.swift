import CoreMetrics
import ExtensionGRPC
import NIOConcurrencyHelpers
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The threads that compute hashes, with a bounded queue before them.
final class HashingThreads: Sendable {
    enum Refusal: Error {
        /// As many wait as may.
        case full
        /// It would have begun after the caller's deadline, so nobody waits for the result any more.
        case tooLate
    }

    private let pool: OffloadPool
    private let waiting = Meter(label: "hook_auth_hashes_waiting")
    private let duration = Timer(label: "hook_auth_hash_duration")

    init(count: Int, queueLimit: Int) { pool = OffloadPool(threads: count, queueLimit: queueLimit) }

    /// Runs `work` on one of the threads, unless the deadline is over by then.
    func run<Result: Sendable>(before deadline: NIODeadline?, _ work: @escaping @Sendable () -> Result) async throws(Refusal) -> Result {
        waiting.increment()
        defer { waiting.decrement() }
        do {
            return try await pool.run { [duration] in
                Self.yieldToOthers()
                let start = NIODeadline.now()
                if let deadline, deadline <= start { throw Refusal.tooLate }
                defer { duration.recordNanoseconds((.now() - start).nanoseconds) }
                return work()
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch is RPCError {
            throw .full
        } catch {
            // Cancelled or shut down: nobody hears the answer.
            throw .tooLate
        }
    }

    /// Where hashes and event loops share a core, those who wait for an event loop come first.
    private static func yieldToOthers() {
        #if os(Linux)
        // Of the calling thread alone, unlike elsewhere.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        #endif
    }

    private static let niceness: CInt = 10

    func shutDown() async { await pool.shutDown() }
}
