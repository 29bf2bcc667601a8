public import ExtensionProtocol

/// Authenticates clients.
public protocol ClientAuthenticateHook: HookProvider {
    /// Decides whether a client may connect. On EMQX from 5.0.15 it is asked only where the broker's own authenticators don't decide.
    func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision
}

/// Authorizes what clients publish and subscribe to.
public protocol ClientAuthorizeHook: HookProvider {
    /// Decides whether a client may publish or subscribe. EMQX keeps the answer for a minute per connection, action and topic.
    func clientAuthorize(_ request: ClientAuthorize, context: HookContext) async throws -> AuthorizationDecision
}

/// Lets published messages pass, changes them or drops them.
public protocol MessagePublishHook: HookProvider {
    /// Which messages are wanted; `["#"]` for all whose topic doesn't start with `$`.
    var messagePublishTopics: [TopicFilter] { get }

    /// Decides what becomes of a message. Its publisher's PUBACK waits for the decision, and says success whatever it is.
    func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision
}
