import ExtensionGRPC
import ExtensionProtocol

/// The answer to a client's publish or subscribe.
public struct AuthorizationDecision: Sendable, Hashable {
    let verdict: AccessVerdict

    /// The client may; no other provider and no later rule of the broker is asked.
    public static let allow = AuthorizationDecision(verdict: .decided(true))
    /// The client may not; nobody else is asked.
    public static let deny = AuthorizationDecision(verdict: .decided(false))
    /// This provider has nothing to say.
    public static let ignore = AuthorizationDecision(verdict: .ignored)

    /// The same answer as a proposal: providers after this one see it and may overrule it. Of ``ignore`` it is the same.
    public var continuing: AuthorizationDecision { AuthorizationDecision(verdict: verdict.continuing) }
}

extension AuthorizationDecision: HookDecision {
    static var undecided: AuthorizationDecision { .ignore }
    var isUndecided: Bool { verdict == .ignored }
    var isFinal: Bool { verdict.isFinal }
    var standing: AuthorizationDecision { self }

    func applied(to request: ClientAuthorize) -> ClientAuthorize {
        var request = request
        request.priorResult = verdict.value ?? request.priorResult
        return request
    }

    func respond(to request: ClientAuthorize, _ encoder: ResponseEncoder, _ call: ServerCall) { verdict.respond(encoder, call) }
}

extension AuthorizationDecision: CustomStringConvertible {
    /// As it is written in Swift: `.allow`, `.deny.continuing`, `.ignore`.
    public var description: String { verdict.description }
}
