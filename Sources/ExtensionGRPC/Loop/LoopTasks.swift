import NIOCore

/// What a task of ``LoopTasks`` does.
package protocol LoopWork: AnyObject, Sendable {
    /// Returns whether the task may go on to other work: it may not if anybody could still cancel it for the sake of this one.
    func run() async -> Bool
}

/// Runs work on one event loop, in tasks that wait for more when they are done.
///
/// A task is made with some ten allocations, and its frames take a few kilobytes; one that has waited has all that at hand.
package final class LoopTasks: @unchecked Sendable {  // what changes is touched on `executor`'s event loop only
    /// What a task knows of itself.
    private final class Worker: @unchecked Sendable {  // touched on the event loop, and by its own task behind it
        var task: Task<Void, Never>?
        var work: (any LoopWork)?

        init(_ work: any LoopWork) { self.work = work }

        /// The work is whoever's that does it: nothing here refers to it while the task waits.
        func takeWork() -> (any LoopWork)? {
            let work = work
            self.work = nil
            return work
        }
    }

    private struct Waiting {
        var worker: Worker
        var task: Task<Void, Never>
        var continuation: UnsafeContinuation<Void, Never>
    }

    /// Tasks that would wait beyond this number end. Each keeps some four kilobytes.
    private static let limit = 1024

    private let executor: LoopExecutor
    @exclusivity(unchecked) private var waiting: [Waiting] = []
    private var isRetired = false

    init(executor: LoopExecutor) { self.executor = executor }

    /// Begins work, from any thread. Returns its task, to cancel it.
    package func begin(_ work: any LoopWork) -> Task<Void, Never> {
        guard executor.eventLoop.inEventLoop, !isRetired else {
            return Task.detached(executorPreference: executor) { _ = await work.run() }
        }
        // The one whose memory was used last.
        if let waiting = waiting.popLast() {
            waiting.worker.work = work
            waiting.continuation.resume()
            return waiting.task
        }
        let worker = Worker(work)
        let task = Task.detached(executorPreference: executor) { await self.run(worker) }
        worker.task = task
        return task
    }

    private func run(_ worker: Worker) async {
        while await worker.takeWork()?.run() == true { await wait(worker) }
        worker.task = nil
    }

    /// Returns when the task has more work, or is to end.
    private func wait(_ worker: Worker) async {
        guard executor.eventLoop.inEventLoop, !isRetired, !Task.isCancelled, waiting.count < Self.limit, let task = worker.task else {
            return
        }
        await withUnsafeContinuation { waiting.append(Waiting(worker: worker, task: task, continuation: $0)) }
    }

    /// Ends the tasks that wait; others end when they are done. On the loop.
    func retire() {
        isRetired = true
        for task in waiting { task.continuation.resume() }
        waiting = []
    }
}
