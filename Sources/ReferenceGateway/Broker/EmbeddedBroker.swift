package import ExtensionProtocol
import NIOConcurrencyHelpers

/// A broker in this process and in memory, that lets everybody do everything.
package final class EmbeddedBroker: Broker {
    private struct State: Sendable {
        var core: BrokerState
        var connections: [BrokerState.SessionID: any BrokerConnection] = [:]
    }

    private let state: NIOLockedValueBox<State>
    private let metrics: BrokerMetrics?

    /// - Parameter inboxLimit: How much may wait for one client. Past it the oldest messages give way.
    package init(inboxLimit: InboxLimit = InboxLimit(), collectsMetrics: Bool = true) {
        metrics = collectsMetrics ? BrokerMetrics() : nil
        state = NIOLockedValueBox(State(core: BrokerState(inboxLimit: inboxLimit)))
    }

    /// How many clients there are.
    package var clientCount: Int { state.withLockedValue { $0.core.sessionCount } }

    package func connect(
        _ client: BrokerClient,
        password: String,
        connection: any BrokerConnection
    ) async throws(BrokerRefusal) -> any BrokerSession {
        let (id, discarded) = state.withLockedValue { state in
            let (session, discarded) = state.core.connect(client.identity.clientID)
            state.connections[session] = connection
            return (session, discarded.flatMap { state.connections.removeValue(forKey: $0) })
        }
        discarded?.sessionEnded(.discarded)
        return EmbeddedSession(id: id, broker: self)
    }

    package func publish(_ message: Message) async throws(BrokerRefusal) { publish(message, from: nil) }

    package func kick(clientID: String) async -> Bool {
        guard let session = state.withLockedValue({ $0.core.session(of: clientID) }) else { return false }
        let connection = end(session)
        connection?.sessionEnded(.kicked)
        return connection != nil
    }

    fileprivate func publish(_ message: Message, from publisher: BrokerState.SessionID?) {
        let (toTell, drops) = state.withLockedValue { state in
            let published = state.core.publish(message, from: publisher)
            return (published.toTell.compactMap { state.connections[$0] }, published.drops)
        }
        metrics?.published(drops: drops)
        for connection in toTell { connection.deliveriesAvailable() }
    }

    /// Returns whether the session is there.
    fileprivate func update(_ body: (inout BrokerState) -> Bool) throws(BrokerRefusal) {
        guard state.withLockedValue({ body(&$0.core) }) else { throw .disconnected }
    }

    fileprivate func takeDeliveries(
        _ session: BrokerState.SessionID,
        limit: Int,
        byteLimit: Int
    ) -> (messages: [Message], hasMore: Bool) {
        let taken = state.withLockedValue { $0.core.takeDeliveries(session, limit: limit, byteLimit: byteLimit) }
        metrics?.delivered(taken.messages.count)
        return taken
    }

    @discardableResult
    fileprivate func end(_ session: BrokerState.SessionID) -> (any BrokerConnection)? {
        state.withLockedValue { state in
            state.core.disconnect(session)
            return state.connections.removeValue(forKey: session)
        }
    }
}

private struct EmbeddedSession: BrokerSession {
    let id: BrokerState.SessionID
    let broker: EmbeddedBroker

    var lifetime: Duration? { nil }

    func publish(_ message: Message) async throws(BrokerRefusal) {
        try broker.update { $0.contains(id) }
        broker.publish(message, from: id)
    }

    func subscribe(_ filter: TopicFilter, _ options: DeliveryOptions) async throws(BrokerRefusal) {
        try broker.update { $0.subscribe(id, filter, options) }
    }

    func unsubscribe(_ filter: TopicFilter) async throws(BrokerRefusal) {
        try broker.update { state in
            state.unsubscribe(id, filter)
            return state.contains(id)
        }
    }

    func takeDeliveries(limit: Int, byteLimit: Int) -> (messages: [Message], hasMore: Bool) {
        broker.takeDeliveries(id, limit: limit, byteLimit: byteLimit)
    }

    func disconnect(reason: String) { broker.end(id) }
}
