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
    /// A task knows itself by this.
    private final class Worker: @unchecked Sendable {  // touched on the event loop, and by its own task behind it
        var task: Task<Void, Never>?
    }

    private struct Waiting {
        var task: Task<Void, Never>
        var continuation: UnsafeContinuation<(any LoopWork)?, Never>
    }

    /// Tasks that would wait beyond this number end. Each keeps some four kilobytes.
    private static let limit = 1024

    private let executor: LoopExecutor
    @exclusivity(unchecked) private var waiting: [Waiting] = []
    private var isRetired = false

    init(executor: LoopExecutor) { self.executor = executor }

    /// Begins work, from any thread. Returns its task, to cancel it.
    package func begin(_ work: any LoopWork) -> Task<Void, Never> {
        guard executor.eventLoop.inEventLoop else {
            return Task.detached(executorPreference: executor) { _ = await work.run() }
        }
        // The one whose memory was used last.
        if let waiting = waiting.popLast() {
            waiting.continuation.resume(returning: work)
            return waiting.task
        }
        let worker = Worker()
        let task = Task.detached(executorPreference: executor) { await self.run(work, worker) }
        worker.task = task
        return task
    }

    private func run(_ first: any LoopWork, _ worker: Worker) async {
        var next: (any LoopWork)? = first
        while let work = next { next = await work.run() ? await self.next(worker) : nil }
        worker.task = nil
    }

    /// Nil where the task is to end.
    private func next(_ worker: Worker) async -> (any LoopWork)? {
        guard executor.eventLoop.inEventLoop, !isRetired, !Task.isCancelled, waiting.count < Self.limit, let task = worker.task else {
            return nil
        }
        return await withUnsafeContinuation { waiting.append(Waiting(task: task, continuation: $0)) }
    }

    /// Ends the tasks that wait; others end when they are done. On the loop.
    func retire() {
        isRetired = true
        for task in waiting { task.continuation.resume(returning: nil) }
        waiting = []
    }
}
