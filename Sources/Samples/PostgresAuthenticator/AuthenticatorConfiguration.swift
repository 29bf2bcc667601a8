package import PostgresAuthentication

/// How a `PostgresAuthenticator` reads the tables, and what bounds it.
package struct AuthenticatorConfiguration: Sendable {
    package let convention: TableConvention
    package var queries: AuthenticatorQueries
    package var algorithm = PasswordAlgorithm.standard
    package var policies = AuthenticatorPolicies()
    package var cache = CacheLimits()
    /// Whether a password that was found right is known again without its hash, for as long as the user's row is remembered.
    package var remembersVerifiedPasswords = true
    package var hashingThreads = 1
    /// Passwords that are checked or wait for a thread; one more is refused.
    package var hashingQueueLimit = 4_096
    package var failures = FailureLimits()
    /// How long a query may take; half of what is left of the broker's own deadline, if that is less.
    package var queryTimeout: Duration = .seconds(2)

    /// The defaults of EMQX for the convention.
    package init(_ convention: TableConvention) {
        self.convention = convention
        queries = AuthenticatorQueries(convention)
    }
}
