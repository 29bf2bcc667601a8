import NIOConcurrencyHelpers
package import NIOCore

/// Runs Swift tasks on one event loop.
///
/// Jobs that are enqueued on the loop wait in a local queue, which is drained one batch per pass: a job that a batch enqueues runs in the
/// next pass, so a handler that yields for ever can't keep the loop from its sockets. Jobs from other threads wake the loop up.
package final class LoopExecutor: TaskExecutor, @unchecked Sendable {  // `local` and `isScheduled` are touched on `eventLoop` only
    package let eventLoop: any EventLoop
    private var local: [UnownedJob] = []
    private var isScheduled = false
    private let remote = NIOLockedValueBox<[UnownedJob]>([])
    /// Called on the loop after a pass that no socket event caused.
    private let afterPass: @Sendable () -> Void

    init(eventLoop: any EventLoop, afterPass: @escaping @Sendable () -> Void) {
        self.eventLoop = eventLoop
        self.afterPass = afterPass
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if eventLoop.inEventLoop {
            local.append(job)
            schedulePass()
        } else {
            enqueueRemotely(job)
        }
    }

    private func enqueueRemotely(_ job: UnownedJob) {
        let isFirst = remote.withLockedValue { jobs in
            jobs.append(job)
            return jobs.count == 1
        }
        guard isFirst else { return }
        eventLoop.execute {
            self.local.append(contentsOf: self.remote.withLockedValue { jobs in jobs.take() })
            self.runPass()
            self.afterPass()
        }
    }

    private func schedulePass() {
        guard !isScheduled else { return }
        isScheduled = true
        eventLoop.execute {
            self.isScheduled = false
            self.runPass()
            self.afterPass()
        }
    }

    /// Runs the jobs that are queued now, and none that they enqueue.
    func runPass() {
        guard !local.isEmpty else { return }
        let executor = asUnownedTaskExecutor()
        for job in local.take() { job.runSynchronously(on: executor) }
    }
}

extension Array {
    /// The elements, leaving the array empty.
    fileprivate mutating func take() -> [Element] {
        let elements = self
        self = []
        return elements
    }
}
