import NIOConcurrencyHelpers
import NIOPosix

/// A bounded number of threads for work that blocks or computes for long, with a bounded queue in front.
package final class OffloadPool: Sendable {
    private let threads: NIOThreadPool
    private let queueLimit: Int
    private let pending = NIOLockedValueBox(0)

    /// `queueLimit` counts work that runs or waits.
    package init(threads: Int, queueLimit: Int) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.queueLimit = queueLimit
        self.threads.start()
    }

    /// Runs `work` on one of the threads. Throws RESOURCE_EXHAUSTED at once when the queue is full.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try reserve()
        defer { pending.withLockedValue { $0 -= 1 } }
        return try await threads.runIfActive(work)
    }

    package func shutDown() async { try? await threads.shutdownGracefully() }

    private func reserve() throws(RPCError) {
        let isFull = pending.withLockedValue { pending in
            guard pending < queueLimit else { return true }
            pending += 1
            return false
        }
        if isFull { throw RPCError(.resourceExhausted, "more than \(queueLimit) pieces of work wait for a thread") }
    }
}
