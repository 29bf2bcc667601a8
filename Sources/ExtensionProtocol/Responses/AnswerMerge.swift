/// What happens when a provider can't be asked (`failed_action` in EMQX's configuration).
package enum FailedAction: Sendable, Hashable {
    /// The decision is a refusal; a message goes out unchanged. Nobody else is asked.
    case deny
    /// The next provider is asked.
    case ignore
}

/// What became of asking one provider.
package enum ProviderOutcome: Sendable, Hashable {
    /// It answered.
    case answered(ValuedResponse, numbering: ResponseNumbering = .continueFirst)
    /// The call failed or took too long.
    case failed(FailedAction)
    /// It wasn't asked: it doesn't want the hook, or none of its topic filters matches.
    case notMounted(FailedAction)
}

/// Which broker's rule is followed.
package enum MergeRule: Sendable, Hashable {
    /// EMQX's rule without its mistakes: a provider that wasn't asked has no say, and ignoring decides nothing.
    case standard
    /// EMQX 5.0 to 5.8, mistakes included: a provider that wasn't asked counts as failed, a request that all ignore is decided
    /// by its own prior result, and without any provider the answer is a refusal.
    case emqx58
}

/// Merges the answers of several providers to one decision, asked one after the other.
package struct AnswerMerge<Value: DecisionValue>: Sendable {
    /// What all answers together say.
    package enum Result: Sendable, Equatable {
        /// Nobody decided.
        case ignored
        /// The value counts; where it stops, the broker doesn't ask its own checks that would follow.
        case decided(Value, stops: Bool)
    }

    /// The value as it stands: what the next provider is asked about.
    package private(set) var value: Value
    /// Whether nobody else is to be asked.
    package private(set) var isFinished = false

    private let rule: MergeRule
    private var isDecided = false
    private var hasOutcome = false

    /// Starts with the value that the broker has before any provider is asked.
    package init(_ value: Value, rule: MergeRule = .standard) {
        self.value = value
        self.rule = rule
    }

    /// Takes in what became of the next provider.
    package mutating func add(_ outcome: ProviderOutcome) {
        precondition(!isFinished, "A provider was asked after the decision was final.")
        hasOutcome = true
        switch outcome {
        case .answered(let response, let numbering): take(response, numbering)
        case .failed(let action): fail(action)
        case .notMounted(let action): if rule == .emqx58 { fail(action) }
        }
    }

    /// What the answers so far say.
    package var result: Result {
        if isDecided { return .decided(value, stops: isFinished) }
        guard rule == .emqx58 else { return .ignored }
        return hasOutcome ? .decided(value, stops: false) : .decided(value.denied, stops: true)
    }

    /// An answer without a value of the right kind, or with an unknown type, is ignored, as EMQX does.
    private mutating func take(_ response: ValuedResponse, _ numbering: ResponseNumbering) {
        guard
            let action = numbering.action(for: response.type), action != .ignore,
            let answer = response.value.flatMap(Value.init)
        else { return }
        decide(value.applying(answer), stops: action == .stopAndReturn)
    }

    private mutating func fail(_ action: FailedAction) {
        if action == .deny { decide(value.denied, stops: true) }
    }

    private mutating func decide(_ value: Value, stops: Bool) {
        self.value = value
        isDecided = true
        isFinished = stops
    }
}
