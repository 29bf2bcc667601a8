public import ExtensionProtocol

/// Is told of messages that are delivered.
public protocol MessageDeliveredHook: HookProvider {
    /// Which messages are wanted; `["#"]` for all whose topic doesn't start with `$`.
    var messageDeliveredTopics: [TopicFilter] { get }

    /// A message is being delivered to a subscriber, who waits for this handler.
    func messageDelivered(_ event: MessageDelivered, context: HookContext) async throws
}

/// Is told of messages that are dropped.
public protocol MessageDroppedHook: HookProvider {
    /// Which messages are wanted; `["#"]` for all whose topic doesn't start with `$`.
    var messageDroppedTopics: [TopicFilter] { get }

    /// A message was dropped: it has no subscriber, or no room.
    func messageDropped(_ event: MessageDropped, context: HookContext) async throws
}

/// Is told of messages that are acknowledged.
public protocol MessageAckedHook: HookProvider {
    /// Which messages are wanted; `["#"]` for all whose topic doesn't start with `$`.
    var messageAckedTopics: [TopicFilter] { get }

    /// A subscriber acknowledged a message (QoS 1 and 2).
    func messageAcked(_ event: MessageAcked, context: HookContext) async throws
}
