/// What is answered where the tables don't say.
package struct AuthenticatorPolicies: Sendable {
    package var unknownUser = UnknownUserPolicy.ignore
    package var noPassword = NoPasswordPolicy.deny
    package var noMatch = NoMatchPolicy.ignore
    package var whenUnavailable = UnavailablePolicy.deny

    package init() {}
}

/// What is answered of a client whose user isn't in the table.
package enum UnknownUserPolicy: String, CaseIterable, Sendable {
    /// The next authenticator is asked, as in EMQX.
    case ignore
    case deny
}

/// What is answered of a client without a password.
package enum NoPasswordPolicy: String, CaseIterable, Sendable {
    /// Other than EMQX, which ignores it: a broker that lets it in anonymously would give it the rights of the user whose name it bears.
    case deny
    /// The next authenticator is asked.
    case ignore
}

/// What is answered when no rule is about an operation.
package enum NoMatchPolicy: String, CaseIterable, Sendable {
    /// The broker's own sources and its `no_match` decide, as in EMQX.
    case ignore
    case deny
    case allow
}

/// What is answered while the database can't be asked.
package enum UnavailablePolicy: String, CaseIterable, Sendable {
    case deny
    /// The broker's next source is asked, as in EMQX.
    case ignore
    /// What the database last said, if that isn't too old, or else the client is refused.
    case lastKnown = "last-known"
}
