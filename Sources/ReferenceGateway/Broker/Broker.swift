package import ExtensionProtocol

/// What carries messages between clients, and decides who may be one. Devices and MQTT clients are its clients alike.
///
/// Its calls come from event loops: an implementation that has to wait suspends.
package protocol Broker: Sendable {
    /// Makes somebody a client. A client of the same identifier is discarded first, on whatever connection it is.
    func connect(
        _ client: BrokerClient,
        password: String,
        connection: any BrokerConnection
    ) async throws(BrokerRefusal) -> any BrokerSession

    /// Publishes in nobody's name.
    func publish(_ message: Message) async throws(BrokerRefusal)

    /// Ends a client's connection. Returns whether there was such a client.
    func kick(clientID: String) async -> Bool
}

/// One client's side of a broker, from `connect` to `disconnect`.
package protocol BrokerSession: Sendable {
    /// How long the client may stay connected from now on; nil for any time.
    var lifetime: Duration? { get }

    func publish(_ message: Message) async throws(BrokerRefusal)

    /// Subscribes, or changes the options of a subscription. The filter may be a shared one.
    func subscribe(_ filter: TopicFilter, _ options: DeliveryOptions) async throws(BrokerRefusal)

    /// Ends a subscription. One that isn't there is no error.
    func unsubscribe(_ filter: TopicFilter) async throws(BrokerRefusal)

    /// Takes messages for the client, oldest first: so many at most, and so many bytes as they are encoded; but one in any case. `hasMore`
    /// says that there are others; where it is false, the connection is told of the next one.
    func takeDeliveries(limit: Int, byteLimit: Int) -> (messages: [Message], hasMore: Bool)

    /// Ends the client; nothing follows. `reason` is what hooks are told.
    func disconnect(reason: String)
}

/// A client's connection, as its broker sees it. Called from any thread.
package protocol BrokerConnection: AnyObject, Sendable {
    /// There are messages for the client, and it has taken all earlier ones.
    func deliveriesAvailable()

    /// The broker has ended the client, which isn't to call `disconnect` any more.
    func sessionEnded(_ reason: SessionEnd)
}

/// Why a broker ends a client.
package enum SessionEnd: Sendable, Hashable {
    /// By an operator.
    case kicked
    /// Another client came with the same identifier.
    case discarded
}

/// Who wants to be a client. The password isn't part of it, so that it can be logged.
package struct BrokerClient: Sendable, Hashable {
    package var identity: ClientIdentity
    package var socket: SocketInfo
    /// The prefix of the client's topics, which its gateway puts in front of them.
    package var mountpoint: String

    package init(identity: ClientIdentity, socket: SocketInfo, mountpoint: String) {
        self.identity = identity
        self.socket = socket
        self.mountpoint = mountpoint
    }
}

/// What a broker doesn't let a client do. The reason is an Erlang term as EMQX writes it, such as `not_authorized`.
package struct BrokerRefusal: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }

    /// Of a client that may not connect.
    package static let notAuthorized = BrokerRefusal("not_authorized")
    /// Of a publish or a subscribe.
    package static let authorizationDenied = BrokerRefusal(#"<<"Authorization deny">>"#)
    /// Of a client that isn't one any more.
    package static let disconnected = BrokerRefusal(#"<<"Client socket disconnected">>"#)
}
