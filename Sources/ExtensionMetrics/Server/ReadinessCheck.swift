/// Something that has to hold before the process can do its work, such as a database that answers.
public struct ReadinessCheck: Sendable {
    /// What `/readyz` and the log call it.
    public let name: String
    /// How long the check may take; 500 ms by default, so that a probe which waits for a second still hears which check is slow.
    public let timeLimit: Duration
    private let isReady: @Sendable () async throws -> Bool

    /// Makes a check that passes when `isReady` returns true. It fails on false, when it throws, or when it overruns the limit.
    ///
    /// Probes that come together share one run. A run over its limit is cancelled, and until it has ended the check fails and isn't run
    /// again. What was thrown is logged, not sent to the prober.
    public init(_ name: String, timeLimit: Duration = .milliseconds(500), isReady: @escaping @Sendable () async throws -> Bool) {
        self.name = name
        self.timeLimit = timeLimit
        self.isReady = isReady
    }

    func run() async -> ReadinessOutcome {
        do {
            return try await isReady() ? .ready : .notReady
        } catch {
            return .failed(error)
        }
    }
}

/// How a check ended.
enum ReadinessOutcome: Sendable {
    case ready
    case notReady
    case failed(any Error)
    case overran

    var isReady: Bool {
        if case .ready = self { true } else { false }
    }

    /// For the prober, who may be anybody: what was thrown could hold secrets.
    var text: String {
        switch self {
        case .ready: "ready"
        case .notReady: "not ready"
        case .failed: "failed"
        case .overran: "timed out"
        }
    }
}
