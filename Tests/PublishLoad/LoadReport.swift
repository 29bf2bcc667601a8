/// What became of a call.
struct CallOutcome: Sendable {
    enum Result: Sendable { case passed, dropped, failed }

    let result: Result
    let nanoseconds: Int64
}

/// What became of all.
struct LoadReport: Encodable {
    let calls: Int
    let passed: Int
    let dropped: Int
    let failed: Int
    let seconds: Double
    let cpu_seconds: Double
    let p50_us: Double
    let p99_us: Double
    let max_us: Double

    init(_ outcomes: [CallOutcome], seconds: Double, cpuSeconds: Double) {
        let latencies = outcomes.map { Double($0.nanoseconds) / 1_000 }.sorted()
        let quantile = { (share: Double) in
            latencies.isEmpty ? 0 : latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]
        }
        calls = outcomes.count
        passed = outcomes.count { $0.result == .passed }
        dropped = outcomes.count { $0.result == .dropped }
        failed = outcomes.count { $0.result == .failed }
        self.seconds = seconds
        cpu_seconds = cpuSeconds
        p50_us = quantile(0.5)
        p99_us = quantile(0.99)
        max_us = quantile(1)
    }
}
