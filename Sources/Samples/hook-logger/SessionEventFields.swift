import HookProviderKit

extension SessionCreated: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [] }
}

extension SessionSubscribed: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] {
        [
            Field("topicFilter", topicFilter.rawValue),
            Field("qos", options.qos.rawValue),
            Field("retainHandling", options.retainHandling),
            Field("retainAsPublished", options.retainAsPublished),
            Field("noLocal", options.noLocal),
        ]
    }
}

extension SessionUnsubscribed: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("topicFilter", topic)] }
}

extension SessionResumed: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [] }
}

extension SessionDiscarded: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [] }
}

extension SessionTakenOver: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [] }
}

extension SessionTerminated: LoggedEvent {
    var loggedClient: String { client.clientID }
    var loggedFields: [Field] { [Field("reason", reason)] }
}
