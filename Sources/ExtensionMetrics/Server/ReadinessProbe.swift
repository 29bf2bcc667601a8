/// Runs one check: never twice at a time, and no longer than its limit for those who wait.
actor ReadinessProbe {
    private enum State {
        case idle
        case running([CheckedContinuation<ReadinessOutcome, Never>])
        /// The run is over its limit and still hasn't ended.
        case overrun
    }

    let check: ReadinessCheck
    private var state = State.idle
    /// Tells the limit of an earlier run from that of this one.
    private var runNumber = 0

    init(_ check: ReadinessCheck) { self.check = check }

    /// Starts a run, or waits for the one under way.
    func outcome() async -> ReadinessOutcome {
        await withCheckedContinuation { continuation in
            switch state {
            case .idle:
                state = .running([continuation])
                start()
            case .running(let waiting):
                state = .running(waiting + [continuation])
            case .overrun:
                continuation.resume(returning: .overran)
            }
        }
    }

    /// Neither task is a child of whoever waits, since a check that ignores its cancellation would keep them all.
    private func start() {
        runNumber += 1
        Task { @concurrent [check, runNumber] in
            let run = Task { @concurrent in await check.run() }
            let limit = Task { @concurrent in
                try await Task.sleep(for: check.timeLimit)
                run.cancel()
                await self.overran(runNumber)
            }
            let outcome = await run.value
            limit.cancel()
            await self.finished(outcome)
        }
    }

    private func finished(_ outcome: ReadinessOutcome) {
        answer(outcome)
        state = .idle
    }

    private func overran(_ number: Int) {
        guard number == runNumber, case .running = state else { return }
        answer(.overran)
        state = .overrun
    }

    private func answer(_ outcome: ReadinessOutcome) {
        guard case .running(let waiting) = state else { return }
        for continuation in waiting { continuation.resume(returning: outcome) }
    }
}
