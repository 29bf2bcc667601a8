import ExtensionProtocol

/// An event as dispatch sees it.
protocol HandledEvent: HookEvent {
    /// What topic filters are matched with; nil for events that aren't about a message.
    var filteredTopic: String? { get }
}

extension HandledEvent {
    var filteredTopic: String? { nil }
}

/// An event whose handler may run in the background.
protocol NotifiedEvent: HandledEvent {
    /// Events of the same key stay in order: it is what EMQX picks a connection by. Empty where a client has no identifier yet.
    var orderingKey: String { get }
}

extension ClientAuthenticate: HandledEvent {}

extension ClientAuthorize: HandledEvent {}

extension MessagePublish: HandledEvent {
    var filteredTopic: String? { message.topic }
}

extension ClientConnect: NotifiedEvent {
    var orderingKey: String { connection.clientID }
}

extension ClientConnack: NotifiedEvent {
    var orderingKey: String { connection.clientID }
}

extension ClientConnected: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension ClientDisconnected: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension ClientSubscribe: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension ClientUnsubscribe: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionCreated: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionSubscribed: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionUnsubscribed: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionResumed: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionDiscarded: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionTakenOver: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension SessionTerminated: NotifiedEvent {
    var orderingKey: String { client.clientID }
}

extension MessageDelivered: NotifiedEvent {
    var filteredTopic: String? { message.topic }
    var orderingKey: String { client.clientID }
}

extension MessageDropped: NotifiedEvent {
    var filteredTopic: String? { message.topic }
    var orderingKey: String { message.from }
}

extension MessageAcked: NotifiedEvent {
    var filteredTopic: String? { message.topic }
    var orderingKey: String { client.clientID }
}
