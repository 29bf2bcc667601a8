/// A point in the life of clients, sessions and messages at which a broker calls a provider.
public enum Hook: Sendable, Hashable, CaseIterable {
    /// A client sent CONNECT.
    case clientConnect
    /// The broker sends CONNACK.
    case clientConnack
    /// A client is connected.
    case clientConnected
    /// A client has disconnected.
    case clientDisconnected
    /// A client is to be authenticated.
    case clientAuthenticate
    /// A client's publish or subscribe is to be authorized.
    case clientAuthorize
    /// A client sent SUBSCRIBE.
    case clientSubscribe
    /// A client sent UNSUBSCRIBE.
    case clientUnsubscribe
    /// A session was created.
    case sessionCreated
    /// A session subscribed to a topic filter.
    case sessionSubscribed
    /// A session unsubscribed from a topic filter.
    case sessionUnsubscribed
    /// A client came back to its session.
    case sessionResumed
    /// A session was thrown away for a new one of the same client identifier.
    case sessionDiscarded
    /// A session moved to a new connection of the same client identifier.
    case sessionTakenOver
    /// A session has ended.
    case sessionTerminated
    /// A message was published and is about to be routed.
    case messagePublish
    /// A message is being delivered to a subscriber.
    case messageDelivered
    /// A message was dropped.
    case messageDropped
    /// A subscriber acknowledged a message.
    case messageAcked
}

extension Hook {
    /// Whether the hook is about messages, and so can be limited to topic filters.
    public var isMessageHook: Bool {
        switch self {
        case .messagePublish, .messageDelivered, .messageDropped, .messageAcked: true
        default: false
        }
    }

    /// Whether the broker waits for an answer that decides: authenticate, authorize and publish.
    public var isDecision: Bool {
        switch self {
        case .clientAuthenticate, .clientAuthorize, .messagePublish: true
        default: false
        }
    }
}
