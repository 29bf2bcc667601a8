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
    /// again. What was thrown is logged, and not sent to the prober unless it is ``NotReady``.
    public init(_ name: String, timeLimit: Duration = .milliseconds(500), isReady: @escaping @Sendable () async throws -> Bool) {
        self.name = name
        self.timeLimit = timeLimit
        self.isReady = isReady
    }

    func run() async -> ReadinessOutcome {
        do {
            return try await isReady() ? .ready : .notReady("not ready")
        } catch let reason as NotReady {
            return .notReady(reason.description)
        } catch {
            return .failed(error)
        }
    }
}

/// Thrown by a check that tells the prober, who may be anybody, why it fails.
public struct NotReady: Error, CustomStringConvertible {
    /// One line for `/readyz` and the log.
    public let description: String

    /// Fails the check for this reason.
    public init(_ reason: String) { description = reason.replacing("\n", with: " ") }
}

/// How a check ended.
enum ReadinessOutcome: Sendable {
    case ready
    case notReady(String)
    case failed(any Error)
    case overran

    var isReady: Bool {
        if case .ready = self { true } else { false }
    }

    /// For the prober, who may be anybody: what was thrown could hold secrets.
    var text: String {
        switch self {
        case .ready: "ready"
        case .notReady(let reason): reason
        case .failed: "failed"
        case .overran: "timed out"
        }
    }
}
