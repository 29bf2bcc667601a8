/// A provider of hooks: it conforms to the protocol of each hook that it handles, and conforming is registering.
///
/// ```swift
/// struct Greenhouse: ClientAuthenticateHook, MessagePublishHook {
///     let messagePublishTopics: [TopicFilter] = ["greenhouse/#"]
///
///     func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision {
///         request.client.username == "demo" ? .allow : .deny
///     }
///
///     func messagePublish(_ message: MessagePublish, context: HookContext) async throws -> PublishDecision {
///         message.payload.isEmpty ? .drop : .pass
///     }
/// }
/// ```
///
/// Handlers are called concurrently for different clients, and run on the event loop of the broker's connection unless ``configure(_:)``
/// says otherwise; so they await, and never block.
public protocol HookProvider: Sendable, SendableMetatype {
    /// Sets how single handlers are run; by default nothing is set. Called once, when the provider is registered.
    func configure(_ options: inout HookOptions)
}

extension HookProvider {
    /// Sets nothing.
    public func configure(_ options: inout HookOptions) {}
}
