import ExtensionProtocol

/// An event as a broker fires it.
protocol BrokerEvent: HookEvent {
    static var hook: Hook { get }

    /// What EMQX picks a connection by, so that the events of one client stay in order.
    var connectionKey: String { get }

    /// The topic that is compared with topic filters; nil for events that aren't about a message.
    var comparedTopic: String? { get }

    /// Fills in what was left empty and a broker knows.
    mutating func complete(with stamp: EventStamp)
}

/// An event of a client that hasn't been let in yet.
protocol ConnectionEvent: BrokerEvent {
    var connection: ConnectionInfo { get set }
}

extension ConnectionEvent {
    var connectionKey: String { connection.clientID }
    var comparedTopic: String? { nil }
    mutating func complete(with stamp: EventStamp) { stamp.complete(&connection.node) }
}

/// An event of a client.
protocol ClientEvent: BrokerEvent {
    var client: ClientInfo { get set }
}

extension ClientEvent {
    var connectionKey: String { client.clientID }
    var comparedTopic: String? { nil }
    mutating func complete(with stamp: EventStamp) { stamp.complete(&client.node) }
}

/// An event of a message on its way in.
protocol MessageEvent: BrokerEvent {
    var message: Message { get set }
}

extension MessageEvent {
    var connectionKey: String { message.from }
    var comparedTopic: String? { message.topic }
    mutating func complete(with stamp: EventStamp) { stamp.complete(&message) }
}

/// An event of a message on its way to a client.
protocol DeliveryEvent: BrokerEvent {
    var client: ClientInfo { get set }
    var message: Message { get set }
}

extension DeliveryEvent {
    var connectionKey: String { client.clientID }
    var comparedTopic: String? { message.topic }

    mutating func complete(with stamp: EventStamp) {
        stamp.complete(&client.node)
        stamp.complete(&message)
    }
}
