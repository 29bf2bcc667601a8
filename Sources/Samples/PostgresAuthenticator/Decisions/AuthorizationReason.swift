import HookProviderKit
import PostgresAuthentication

/// Why a client may publish or subscribe, or may not.
enum AuthorizationReason: String, CaseIterable, Sendable {
    case superuser
    case allowingRule = "allowing_rule"
    case denyingRule = "denying_rule"
    case noMatch = "no_match"
    /// A zero byte, which PostgreSQL can't store.
    case invalidText = "invalid_text"
    case unavailable

    init(_ verdict: AuthorizationVerdict) {
        switch verdict {
        case .allow: self = .allowingRule
        case .deny: self = .denyingRule
        case .noMatch: self = .noMatch
        }
    }

    func decision(_ policies: AuthenticatorPolicies) -> AuthorizationDecision {
        switch self {
        case .superuser, .allowingRule: .allow
        case .denyingRule, .invalidText: .deny
        case .noMatch: policies.noMatch.decision
        case .unavailable: policies.whenUnavailable == .ignore ? .ignore : .deny
        }
    }
}

extension NoMatchPolicy {
    fileprivate var decision: AuthorizationDecision {
        switch self {
        case .ignore: .ignore
        case .deny: .deny
        case .allow: .allow
        }
    }
}
