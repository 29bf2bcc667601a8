import HookProviderKit

/// Why a client may connect or may not.
enum AuthenticationReason: String, CaseIterable, Sendable {
    case passwordMatches = "password_matches"
    case wrongPassword = "wrong_password"
    case unknownUser = "unknown_user"
    case noPassword = "no_password"
    /// The row's hash isn't one of the configured algorithm.
    case unusableRow = "unusable_row"
    /// A zero byte, which PostgreSQL can't store.
    case invalidText = "invalid_text"
    case limited
    /// No hashing thread had time for it.
    case overloaded
    case unavailable

    /// Whether it counts against the client's address: guesses do. Users that another authenticator may know don't.
    func isFailure(_ policies: AuthenticatorPolicies) -> Bool {
        switch self {
        case .wrongPassword, .unusableRow: true
        case .unknownUser: policies.unknownUser == .deny
        case .passwordMatches, .noPassword, .invalidText, .limited, .overloaded, .unavailable: false
        }
    }

    func decision(_ policies: AuthenticatorPolicies) -> AuthenticationDecision {
        switch self {
        case .passwordMatches: .allow
        case .noPassword: policies.noPassword == .ignore ? .ignore : .deny
        case .unknownUser: policies.unknownUser == .deny ? .deny : .ignore
        case .unavailable: policies.whenUnavailable == .ignore ? .ignore : .deny
        case .wrongPassword, .unusableRow, .invalidText, .limited, .overloaded: .deny
        }
    }
}
