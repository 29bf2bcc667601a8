/// What the broker gets when a handler throws, or when it hasn't decided in time.
public struct FailurePolicy<Decision: Sendable>: Sendable {
    enum Kind: Sendable {
        case fail
        case answer(Decision)
    }

    let kind: Kind

    /// The call fails, and the broker's own `failed_action` decides: the default. By EMQX's default that denies; a publish it never denies.
    public static var fail: FailurePolicy { FailurePolicy(kind: .fail) }

    /// This answer is given when the handler throws, and when four fifths of the broker's deadline are over and the handler still runs.
    ///
    /// A handler that runs on is cancelled at the deadline. One that blocks its event loop can't be helped in time: see ``HookExecution``.
    public static func answer(_ decision: Decision) -> FailurePolicy { FailurePolicy(kind: .answer(decision)) }

    var fallback: Decision? {
        guard case .answer(let decision) = kind else { return nil }
        return decision
    }
}

extension FailurePolicy where Decision == Void {
    /// The notification counts as delivered, whatever became of its handler.
    public static var acknowledge: FailurePolicy { .answer(()) }
}
