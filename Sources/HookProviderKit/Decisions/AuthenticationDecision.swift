import ExtensionGRPC
import ExtensionProtocol

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

extension AuthenticationDecision: HookDecision {
    static var undecided: AuthenticationDecision { .ignore }
    var isUndecided: Bool { verdict == .ignored }
    var isFinal: Bool { verdict.isFinal }
    var standing: AuthenticationDecision { self }

    func applied(to request: ClientAuthenticate) -> ClientAuthenticate {
        var request = request
        request.priorResult = verdict.value ?? request.priorResult
        return request
    }

    /// EMQX 5.0 to 5.8, which are those that speak v2, take an ignored request's prior result for the decision.
    func respond(to request: ClientAuthenticate, _ encoder: ResponseEncoder, _ call: ServerCall) {
        guard verdict == .ignored, encoder.environment.version == .v2, !request.priorResult else { return verdict.respond(encoder, call) }
        if encoder.environment.provider.allowsIgnoredOnV2 {
            AccessVerdict.proposed(true).respond(encoder, call)
        } else {
            encoder.environment.provider.warnOfIgnored()
            verdict.respond(encoder, call)
        }
    }
}

extension AuthenticationDecision: CustomStringConvertible {
    /// As it is written in Swift: `.allow`, `.deny.continuing`, `.ignore`.
    public var description: String { verdict.description }
}
