/// What came of checking a password.
enum PasswordFinding: Sendable, Equatable {
    case matches
    case differs
    case noUser
    /// The stored hash can't be compared with anything, for this reason.
    case unusable(String)
    /// The address has failed too often meanwhile.
    case limited
    case overloaded
    case tooLate

    var reason: AuthenticationReason {
        switch self {
        case .matches: .passwordMatches
        case .differs: .wrongPassword
        case .noUser: .unknownUser
        case .unusable: .unusableRow
        case .limited: .limited
        case .overloaded, .tooLate: .overloaded
        }
    }
}
