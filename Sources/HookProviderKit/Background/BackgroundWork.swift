import ExtensionGRPC
import NIOConcurrencyHelpers
import NIOCore

/// Work that goes on after its call was answered: one piece after the other for each key, side by side for different keys.
final class BackgroundWork: Sendable {
    typealias Job = @Sendable () async -> Void

    private struct State {
        /// A key is here while a task works its jobs off; those that wait for the one that runs.
        var waiting: [String: CircularBuffer<Job>] = [:]
        var pending = 0
        var whenIdle: [EventLoopPromise<Void>] = []
    }

    private let state = NIOLockedValueBox(State())

    /// Runs `job` after those of the same key; without one as soon as may be.
    func append(_ key: String, on executor: any TaskExecutor, _ job: @escaping Job) {
        let startsNow = state.withLockedValue { state in
            state.pending += 1
            guard !key.isEmpty else { return true }
            guard state.waiting[key]?.append(job) == nil else { return false }
            state.waiting[key] = []
            return true
        }
        guard startsNow else { return }
        Task.detached(executorPreference: executor) { await self.work(key, job) }
    }

    private func work(_ key: String, _ first: @escaping Job) async {
        var next: Job? = first
        while let job = next {
            await job()
            next = finished(key)
        }
    }

    /// Counts a job off; returns the next one of its key.
    private func finished(_ key: String) -> Job? {
        let (next, idle) = state.withLockedValue { state in
            state.pending -= 1
            let next = state.waiting[key]?.popFirst()
            if next == nil { state.waiting[key] = nil }
            defer { if state.pending == 0 { state.whenIdle = [] } }
            return (next, state.pending == 0 ? state.whenIdle : [])
        }
        for promise in idle { promise.succeed() }
        return next
    }

    /// Waits until nothing is left to do, or for as long as `bound`. Returns how much is left.
    func finish(within bound: TimeAmount, on eventLoop: any EventLoop) async -> Int {
        let promise = eventLoop.makePromise(of: Void.self)
        let cutOff = eventLoop.scheduleTask(in: bound) { promise.succeed() }
        let isIdle = state.withLockedValue { state in
            if state.pending > 0 { state.whenIdle.append(promise) }
            return state.pending == 0
        }
        if isIdle { promise.succeed() }
        try? await promise.futureResult.get()
        cutOff.cancel()
        return state.withLockedValue { $0.pending }
    }
}
