import ExtensionPostgres
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// Asks the database whether the configured queries work: at the start, after every reconnect, and for as long as they don't.
final class QueryChecks: Sendable {
    private struct State {
        var isDue = true
        var problem: String? = "the queries aren't checked yet"
    }

    private static let interval = Duration.seconds(1)
    private static let timeLimit = TimeAmount.seconds(5)

    private let checks: [QueryCheck]
    private let pool: PostgresPool
    private let logger: Logger
    private let state = NIOLockedValueBox(State())

    init(_ checks: [QueryCheck], pool: PostgresPool, logger: Logger) {
        self.checks = checks
        self.pool = pool
        self.logger = logger
    }

    /// What is wrong with the queries or the tables, nil if they work.
    var problem: String? { state.withLockedValue { $0.problem } }

    func checkSoon() { state.withLockedValue { $0.isDue = true } }

    /// Checks whenever it is due, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            if state.withLockedValue({ $0.isDue }) { await check() }
            try? await Task.sleep(for: Self.interval)
        }
    }

    private func check() async {
        state.withLockedValue { $0.isDue = false }
        do {
            var problems: [String] = []
            for check in checks {
                if let problem = try await check.problem(pool, deadline: .now() + Self.timeLimit) { problems.append(problem) }
            }
            found(problems.isEmpty ? nil : problems.joined(separator: "; "))
        } catch {
            // The pool has logged that there is no database. When there is one again, this is due in any case.
            checkSoon()
        }
    }

    private func found(_ problem: String?) {
        let before = state.withLockedValue { state in
            defer { state.problem = problem }
            if problem != nil { state.isDue = true }
            return state.problem
        }
        guard before != problem else { return }
        if let problem {
            logger.error("The tables don't fit the queries.", metadata: ["problem": "\(problem)"])
        } else {
            logger.notice("The tables fit the queries.")
        }
    }
}
