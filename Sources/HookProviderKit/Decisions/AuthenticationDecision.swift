/// The answer to a client's attempt to connect.
public struct AuthenticationDecision: Sendable, Hashable {
    let verdict: AccessVerdict

    /// The client may connect; no other provider and no later authenticator of the broker is asked.
    public static let allow = AuthenticationDecision(verdict: .decided(true))
    /// The client is refused; nobody else is asked.
    public static let deny = AuthenticationDecision(verdict: .decided(false))
    /// This provider has nothing to say. EMQX 5.0 to 5.8 take that for a refusal when every provider says it.
    public static let ignore = AuthenticationDecision(verdict: .ignored)

    /// The same answer as a proposal: providers after this one see it and may overrule it. Of ``ignore`` it is the same.
    public var continuing: AuthenticationDecision { AuthenticationDecision(verdict: verdict.continuing) }
}
