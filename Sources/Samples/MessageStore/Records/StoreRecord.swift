/// What can be stored.
enum StoreRecord: Hashable, Sendable {
    case message(StoredMessage)
    case event(StoredEvent)

    /// About how much memory it takes, in bytes.
    var byteCount: Int {
        switch self {
        case .message(let message):
            200 + message.topic.utf8.count + message.payload.count + (message.properties?.utf8.count ?? 0)
                + (message.userProperties?.utf8.count ?? 0)
        case .event(let event): 200 + (event.topicFilter?.utf8.count ?? 0) + (event.reason?.utf8.count ?? 0)
        }
    }
}
