import ExtensionProtocol
import NIOConcurrencyHelpers

@testable import ReferenceGateway

/// The embedded broker, with what EMQX's hooks do in its tests: it refuses, limits, rewrites, and writes down what happens.
final class HookedBroker: Broker {
    struct Policy: Sendable {
        var allowsConnect = true
        var allowsActions = true
        var lifetime: Duration?
        /// Put in front of the payloads of delivered messages.
        var deliveryPrefix: [UInt8] = []
        /// Waited for before a client is connected.
        var onConnect: @Sendable () async -> Void = {}
    }

    let embedded = EmbeddedBroker()
    let policy = NIOLockedValueBox(Policy())
    let events = EventQueue<String>()

    func connect(
        _ client: BrokerClient,
        password: String,
        connection: any BrokerConnection
    ) async throws(BrokerRefusal) -> any BrokerSession {
        let policy = policy.withLockedValue { $0 }
        await policy.onConnect()
        guard policy.allowsConnect else { throw .notAuthorized }
        let session = try await embedded.connect(client, password: password, connection: connection)
        events.append("connected \(client.identity.clientID)")
        return Session(broker: self, session: session, clientID: client.identity.clientID, lifetime: policy.lifetime)
    }

    func publish(_ message: Message) async throws(BrokerRefusal) {
        events.append("publish \(message.from) \(message.topic)")
        try await embedded.publish(message)
    }

    func kick(clientID: String) async -> Bool { await embedded.kick(clientID: clientID) }

    private struct Session: BrokerSession {
        let broker: HookedBroker
        let session: any BrokerSession
        let clientID: String
        let lifetime: Duration?

        func publish(_ message: Message) async throws(BrokerRefusal) {
            try authorize()
            broker.events.append("publish \(message.from) \(message.topic)")
            try await session.publish(message)
        }

        func subscribe(_ filter: TopicFilter, _ options: DeliveryOptions) async throws(BrokerRefusal) {
            try authorize()
            broker.events.append("subscribed \(clientID) \(filter) \(options.qos)")
            try await session.subscribe(filter, options)
        }

        func unsubscribe(_ filter: TopicFilter) async throws(BrokerRefusal) {
            broker.events.append("unsubscribed \(clientID) \(filter)")
            try await session.unsubscribe(filter)
        }

        func takeDeliveries(limit: Int, byteLimit: Int) -> (messages: [Message], hasMore: Bool) {
            let prefix = broker.policy.withLockedValue { $0.deliveryPrefix }
            var (messages, hasMore) = session.takeDeliveries(limit: limit, byteLimit: byteLimit)
            for index in messages.indices { messages[index].payload = prefix + messages[index].payload }
            return (messages, hasMore)
        }

        func disconnect(reason: String) {
            broker.events.append("disconnected \(clientID) \(reason)")
            session.disconnect(reason: reason)
        }

        private func authorize() throws(BrokerRefusal) {
            guard broker.policy.withLockedValue({ $0.allowsActions }) else { throw .authorizationDenied }
        }
    }
}
