import ExtensionGRPC
import ExtensionProtocol

/// Counts what was answered, by rpc.
struct ReplayReport {
    struct Row {
        var name: String
        var calls = 0
        var successes = 0
        var failures: [String: Int] = [:]
        var answers: [String: Int] = [:]

        mutating func add(_ result: Result<String, RPCError>) {
            calls += 1
            switch result {
            case .success(let answer):
                successes += 1
                if !answer.isEmpty { answers[answer, default: 0] += 1 }
            case .failure(let error): failures["\(error.status.code)", default: 0] += 1
            }
        }
    }

    let title: String
    var duration: Duration = .zero
    private(set) var rows: [HookProviderMethod: Row] = [:]
    private(set) var firstError: String?

    init(title: String) { self.title = title }

    var calls: Int { rows.values.reduce(0) { $0 + $1.calls } }
    var successes: Int { rows.values.reduce(0) { $0 + $1.successes } }
    var hasFailures: Bool { successes < calls }

    mutating func add(_ outcomes: [CallOutcome]) {
        for outcome in outcomes {
            let name = outcome.call.method.name(in: outcome.call.version)
            rows[outcome.call.method, default: Row(name: name)].add(outcome.result)
            if case .failure(let error) = outcome.result { firstError = firstError ?? "\(name): \(error)" }
        }
    }
}
