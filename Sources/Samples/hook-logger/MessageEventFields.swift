import HookProviderKit

extension Message {
    /// Without the publisher, which some events log as their client.
    var loggedFields: [Field] {
        [Field("topic", topic), Field("qos", qos.rawValue), Field("payload", .payload(payload)), Field("id", id)]
    }
}

extension MessagePublish: LoggedEvent {
    var loggedClient: String { message.from }
    var loggedFields: [Field] {
        message.loggedFields + [Field("properties", properties.logged), Field("userProperties", userProperties.logged)]
    }
}

extension MessageDelivered: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("from", message.from)] + message.loggedFields }
}

extension MessageDropped: LoggedEvent {
    var loggedClient: String { message.from }
    var loggedFields: [Field] { [Field("reason", reason)] + message.loggedFields }
}

extension MessageAcked: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("from", message.from)] + message.loggedFields }
}
