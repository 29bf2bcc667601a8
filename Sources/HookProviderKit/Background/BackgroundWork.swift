import ExtensionServices
import NIOConcurrencyHelpers
import NIOCore

/// Work that goes on after its call was answered: one piece after the other for each key, side by side for different keys.
final class BackgroundWork: Sendable {
    typealias Job = @Sendable () async -> Void

    private struct State {
        /// A key is here while a task works its jobs off; those that wait for the one that runs.
        var waiting: [String: CircularBuffer<Job>] = [:]
        var pending = 0
        var tasks: [Int: Task<Void, Never>] = [:]
        var nextTask = 0
        var whenIdle: [BoundedWait] = []
        var isCutOff = false
    }

    private let state = NIOLockedValueBox(State())

    /// Runs `job` after those of the same key; without one as soon as may be. Not at all once the work was cut off.
    func append(_ key: String, on executor: any TaskExecutor, _ job: @escaping Job) {
        state.withLockedValue { state in
            guard !state.isCutOff else { return }
            state.pending += 1
            if !key.isEmpty {
                guard state.waiting[key]?.append(job) == nil else { return }
                state.waiting[key] = []
            }
            let number = state.nextTask
            state.nextTask += 1
            // Under the lock, so that the task isn't done before it is known.
            state.tasks[number] = Task.detached(executorPreference: executor) { await self.work(key, job, number) }
        }
    }

    private func work(_ key: String, _ first: @escaping Job, _ number: Int) async {
        var next: Job? = first
        while let job = next {
            await job()
            next = finished(key, number)
        }
    }

    /// Counts a job off; returns the next one of its key.
    private func finished(_ key: String, _ number: Int) -> Job? {
        let (next, waiters) = state.withLockedValue { state in
            state.pending -= 1
            let next = state.waiting[key]?.popFirst()
            if next == nil {
                state.waiting[key] = nil
                state.tasks[number] = nil
            }
            return (next, state.pending == 0 ? state.whenIdle : [])
        }
        for waiter in waiters { waiter.finish() }
        return next
    }

    /// Waits until nothing is left to do, or for as long as `bound`. Returns how much is left.
    func finish(within bound: TimeAmount, on eventLoop: any EventLoop) async -> Int {
        let wait = BoundedWait(on: eventLoop)
        let isIdle = state.withLockedValue { state in
            if state.pending > 0 { state.whenIdle.append(wait) }
            return state.pending == 0
        }
        if isIdle { wait.finish() }
        await wait.wait(within: bound)
        return state.withLockedValue { state in
            state.whenIdle.removeAll { $0 === wait }
            return state.pending
        }
    }

    /// Cancels what runs and forgets what waits.
    func cutOff() {
        let tasks = state.withLockedValue { state in
            state.isCutOff = true
            for key in state.waiting.keys {
                state.pending -= state.waiting[key]?.count ?? 0
                state.waiting[key] = []
            }
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
    }
}
