import NIOCore
import PostgresAuthentication

/// A client's attempt to be let in, from an address that may have failed too often.
struct AuthenticationAttempt: Sendable {
    let address: AddressBlock
    let deadline: NIODeadline?
    let limiter: FailureLimiter
    let policies: AuthenticatorPolicies

    var isLimited: Bool { limiter.isLimited(address) }

    /// Checks the password unless the address has failed too often by now, and counts a failure at once: of many guesses that come
    /// together, those that are still to be checked have to see it.
    func run(_ check: () -> PasswordFinding) -> PasswordFinding {
        if isLimited { return .limited }
        let finding = check()
        if finding.reason.isFailure(policies) { limiter.failed(address) }
        return finding
    }
}
