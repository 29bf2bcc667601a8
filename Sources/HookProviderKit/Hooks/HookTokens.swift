public import ExtensionProtocol

// One token per hook. The broker waits for every one of them, notifications included, within the client's own process.

extension HookPoint where Event == ClientAuthenticate, Decision == AuthenticationDecision {
    /// A client is to be authenticated.
    public static var clientAuthenticate: Self { Self(deciding: .clientAuthenticate) }
}

extension HookPoint where Event == ClientAuthorize, Decision == AuthorizationDecision {
    /// A publish or subscribe of a client is to be authorized. EMQX caches the answer for a minute per connection, action and topic.
    public static var clientAuthorize: Self { Self(deciding: .clientAuthorize) }
}

extension MessageHookPoint where Event == MessagePublish, Decision == PublishDecision {
    /// A message was published and is about to be routed. Topics that start with `$SYS/` are never sent to providers.
    public static var messagePublish: Self { Self(deciding: .messagePublish) }
}

extension HookPoint where Event == ClientConnect, Decision == Void {
    /// A client sent CONNECT; nothing about it is checked yet.
    public static var clientConnect: Self { Self(notifying: .clientConnect) }
}

extension HookPoint where Event == ClientConnack, Decision == Void {
    /// The broker is about to send CONNACK.
    public static var clientConnack: Self { Self(notifying: .clientConnack) }
}

extension HookPoint where Event == ClientConnected, Decision == Void {
    /// A client is connected and authenticated.
    public static var clientConnected: Self { Self(notifying: .clientConnected) }
}

extension HookPoint where Event == ClientDisconnected, Decision == Void {
    /// A client's connection has ended.
    public static var clientDisconnected: Self { Self(notifying: .clientDisconnected) }
}

extension HookPoint where Event == ClientSubscribe, Decision == Void {
    /// A client sent SUBSCRIBE.
    public static var clientSubscribe: Self { Self(notifying: .clientSubscribe) }
}

extension HookPoint where Event == ClientUnsubscribe, Decision == Void {
    /// A client sent UNSUBSCRIBE.
    public static var clientUnsubscribe: Self { Self(notifying: .clientUnsubscribe) }
}

extension HookPoint where Event == SessionCreated, Decision == Void {
    /// A session was created.
    public static var sessionCreated: Self { Self(notifying: .sessionCreated) }
}

extension HookPoint where Event == SessionSubscribed, Decision == Void {
    /// A session subscribed to a topic filter.
    public static var sessionSubscribed: Self { Self(notifying: .sessionSubscribed) }
}

extension HookPoint where Event == SessionUnsubscribed, Decision == Void {
    /// A session unsubscribed from a topic filter.
    public static var sessionUnsubscribed: Self { Self(notifying: .sessionUnsubscribed) }
}

extension HookPoint where Event == SessionResumed, Decision == Void {
    /// A client came back to its session.
    public static var sessionResumed: Self { Self(notifying: .sessionResumed) }
}

extension HookPoint where Event == SessionDiscarded, Decision == Void {
    /// A session was thrown away for a new one of the same client identifier.
    public static var sessionDiscarded: Self { Self(notifying: .sessionDiscarded) }
}

extension HookPoint where Event == SessionTakenOver, Decision == Void {
    /// A session moved to a new connection of the same client identifier.
    public static var sessionTakenOver: Self { Self(notifying: .sessionTakenOver) }
}

extension HookPoint where Event == SessionTerminated, Decision == Void {
    /// A session has ended.
    public static var sessionTerminated: Self { Self(notifying: .sessionTerminated) }
}

extension MessageHookPoint where Event == MessageDelivered, Decision == Void {
    /// A message is being delivered to a subscriber.
    public static var messageDelivered: Self { Self(notifying: .messageDelivered) }
}

extension MessageHookPoint where Event == MessageDropped, Decision == Void {
    /// A message was dropped: it has no subscriber, or no room.
    public static var messageDropped: Self { Self(notifying: .messageDropped) }
}

extension MessageHookPoint where Event == MessageAcked, Decision == Void {
    /// A subscriber acknowledged a message (QoS 1 and 2).
    public static var messageAcked: Self { Self(notifying: .messageAcked) }
}
