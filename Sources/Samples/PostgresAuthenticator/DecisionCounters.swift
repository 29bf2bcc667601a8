import CoreMetrics

/// Decisions by their outcome and reason.
struct DecisionCounters<Reason: Hashable & CaseIterable & RawRepresentable & Sendable>: Sendable where Reason.RawValue == String {
    private let counters: [Reason: Counter]

    /// `outcome` is what is answered for a reason, as it is written in Swift.
    init(hook: String, outcome: (Reason) -> String) {
        let made = Reason.allCases.map { reason in
            let dimensions = [("hook", hook), ("outcome", String(outcome(reason).drop { $0 == "." })), ("reason", reason.rawValue)]
            return (reason, Counter(label: "hook_auth_decisions", dimensions: dimensions))
        }
        counters = Dictionary(uniqueKeysWithValues: made)
    }

    func count(_ reason: Reason) { counters[reason]?.increment() }
}
