import NIOConcurrencyHelpers
import NIOPosix

/// A task executor of one thread of its own.
final class CountingExecutor: TaskExecutor {
    private static let current = ThreadSpecificVariable<CountingExecutor>()

    private let threads = NIOThreadPool(numberOfThreads: 1)
    private let jobs = NIOLockedValueBox(0)

    init() { threads.start() }

    deinit { threads.shutdownGracefully { _ in } }

    var count: Int { jobs.withLockedValue { $0 } }

    static var isCurrent: Bool { current.currentValue != nil }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLockedValue { $0 += 1 }
        threads.submit { _ in
            Self.current.currentValue = self
            job.runSynchronously(on: self.asUnownedTaskExecutor())
            Self.current.currentValue = nil
        }
    }
}
