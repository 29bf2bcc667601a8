import CoreMetrics

/// What is counted of one query.
struct LookupMetrics: Sendable {
    let hits: Counter
    let misses: Counter
    /// Answers that were too old, given because the database couldn't be asked.
    let standIns: Counter
    let failures: Counter
    let duration: Timer

    init(query: String) {
        let lookups = { Counter(label: "hook_auth_lookups", dimensions: [("query", query), ("result", $0)]) }
        hits = lookups("hit")
        misses = lookups("miss")
        standIns = lookups("last_known")
        failures = Counter(label: "hook_auth_query_failures", dimensions: [("query", query)])
        duration = Timer(label: "hook_auth_query_duration", dimensions: [("query", query)])
    }
}
