import Logging
import NIOConcurrencyHelpers

/// All checks, run side by side.
final class Readiness: Sendable {
    private let probes: [ReadinessProbe]
    private let logger: Logger
    /// The checks that failed when they were last run, so that the log has one line per change and not one per probe.
    private let failing = NIOLockedValueBox<Set<String>>([])

    init(_ checks: [ReadinessCheck], logger: Logger) {
        probes = checks.map(ReadinessProbe.init)
        self.logger = logger
    }

    /// The checks that fail, one per line in the order in which they were given; nil if all pass.
    func failures() async -> String? {
        let outcomes = await withTaskGroup(of: (Int, ReadinessOutcome).self) { group in
            for (index, probe) in probes.enumerated() { group.addTask { (index, await probe.outcome()) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        var lines = ""
        for (index, probe) in probes.enumerated() {
            guard let outcome = outcomes[index] else { continue }
            noteChange(of: probe.check.name, outcome)
            if !outcome.isReady { lines += "\(probe.check.name): \(outcome.text)\n" }
        }
        return lines.isEmpty ? nil : lines
    }

    private func noteChange(of name: String, _ outcome: ReadinessOutcome) {
        let isChange = failing.withLockedValue { failing in
            outcome.isReady ? failing.remove(name) != nil : failing.insert(name).inserted
        }
        guard isChange else { return }
        switch outcome {
        case .ready: logger.notice("A readiness check passes again.", metadata: ["check": "\(name)"])
        case .failed(let error): logger.warning("A readiness check fails.", metadata: ["check": "\(name)", "error": "\(error)"])
        case .notReady, .overran: logger.warning("A readiness check fails.", metadata: ["check": "\(name)", "reason": "\(outcome.text)"])
        }
    }
}
