import ExtensionProtocol

/// The clients of a broker in memory, their subscriptions, and the messages that wait for them. It knows no threads and no connections.
struct BrokerState: Sendable {
    /// Stands for a session: a client that comes again has another one.
    typealias SessionID = Int

    private struct Session: Sendable {
        var clientID: ExactString
        var inbox: Inbox
        var filters: [ExactString: DeliveryOptions] = [:]
    }

    private let inboxLimit: InboxLimit
    private var sessions: [SessionID: Session] = [:]
    private var sessionsOfClients: [ExactString: SessionID] = [:]
    private var tree = TopicTree<SessionID>()
    private var lastSession = 0

    init(inboxLimit: InboxLimit) { self.inboxLimit = inboxLimit }

    var sessionCount: Int { sessions.count }
    var hasSubscriptions: Bool { !tree.isEmpty }

    func session(of clientID: String) -> SessionID? { sessionsOfClients[ExactString(clientID)] }
    func contains(_ session: SessionID) -> Bool { sessions[session] != nil }
    func dropped(by session: SessionID) -> Int { sessions[session]?.inbox.dropped ?? 0 }

    /// Returns the new session, and the one that it takes the place of.
    mutating func connect(_ clientID: String) -> (session: SessionID, discarded: SessionID?) {
        let discarded = session(of: clientID)
        if let discarded { disconnect(discarded) }
        lastSession += 1
        let clientID = ExactString(clientID)
        sessions[lastSession] = Session(clientID: clientID, inbox: Inbox(limit: inboxLimit))
        sessionsOfClients[clientID] = lastSession
        return (lastSession, discarded)
    }

    mutating func disconnect(_ id: SessionID) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        if sessionsOfClients[session.clientID] == id { sessionsOfClients[session.clientID] = nil }
        for filter in session.filters.keys { removeFromTree(id, TopicFilter(filter.text)) }
    }

    /// Returns whether the session is there.
    mutating func subscribe(_ id: SessionID, _ filter: TopicFilter, _ options: DeliveryOptions) -> Bool {
        guard sessions[id] != nil else { return false }
        sessions[id]?.filters[ExactString(filter.rawValue)] = options
        tree.insert(id, options, filter: filter.withoutShareGroup.rawValue, group: filter.shareGroup)
        return true
    }

    /// Returns whether there was such a subscription.
    @discardableResult
    mutating func unsubscribe(_ id: SessionID, _ filter: TopicFilter) -> Bool {
        guard sessions[id]?.filters.removeValue(forKey: ExactString(filter.rawValue)) != nil else { return false }
        removeFromTree(id, filter)
        return true
    }

    private mutating func removeFromTree(_ id: SessionID, _ filter: TopicFilter) {
        tree.remove(id, filter: filter.withoutShareGroup.rawValue, group: filter.shareGroup)
    }

    /// Puts the message into the inboxes that it belongs into: one copy for each receiver, with the greatest quality of service of its
    /// subscriptions (MQTT 5 section 3.3.4). Returns who has to be told, how many receivers there are, and how many
    /// messages gave way to this one.
    mutating func publish(_ message: Message, from publisher: SessionID?) -> (toTell: [SessionID], receivers: Int, drops: Int) {
        var receivers: [SessionID: QoS] = [:]
        tree.match(message.topic) { session, options in
            guard !(options.noLocal && session == publisher) else { return }
            receivers[session] = max(receivers[session] ?? .atMostOnce, options.qos)
        }
        var (toTell, drops): ([SessionID], Int) = ([], 0)
        for (session, qos) in receivers {
            let appended = deliver(message, to: session, qos)
            if appended.hasToBeTold { toTell.append(session) }
            drops += appended.drops
        }
        return (toTell, receivers.count, drops)
    }

    private mutating func deliver(_ message: Message, to session: SessionID, _ qos: QoS) -> (hasToBeTold: Bool, drops: Int) {
        var message = message
        message.qos = min(message.qos, qos)
        return sessions[session]?.inbox.append(message) ?? (false, 0)
    }

    mutating func takeDeliveries(_ id: SessionID, limit: Int, byteLimit: Int = .max) -> (messages: [Message], hasMore: Bool) {
        sessions[id]?.inbox.take(limit: limit, byteLimit: byteLimit) ?? ([], false)
    }
}
