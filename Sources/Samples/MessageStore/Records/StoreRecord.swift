/// What can be stored.
enum StoreRecord: Hashable, Sendable {
    case message(StoredMessage)
    case event(StoredEvent)

    /// About how much memory it takes, in bytes.
    var byteCount: Int {
        switch self {
        case .message(let message):
            Self.byteCount(of: [
                message.topic, message.clientID, message.username, message.node, message.properties, message.userProperties,
            ])
                + message.payload.count
        case .event(let event):
            Self.byteCount(of: [event.clientID, event.username, event.peerHost, event.node, event.topicFilter, event.reason])
        }
    }

    private static func byteCount(of texts: [String?]) -> Int { texts.reduce(200) { $0 + ($1?.utf8.count ?? 0) } }
}
