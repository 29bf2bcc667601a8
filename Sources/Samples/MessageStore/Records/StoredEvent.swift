import ExtensionPostgres
import HookProviderKit

/// Something that happened to a client or a session, as it is kept: a row of mqtt_event.
struct StoredEvent: Hashable, Sendable {
    /// Made here: brokers number no events, so one that the broker reports twice is there twice.
    var id = PostgresUUID.random()
    /// When it arrived here; brokers don't say when it happened.
    var at = PostgresTimestamp.now
    /// EMQX's name of the hook in version 5, such as client.connected.
    var event: String
    var clientID: String
    var username: String?
    /// The client's address as text.
    var peerHost: String
    var node: String
    /// Of a subscription.
    var topicFilter: String?
    /// Why a client or a session has gone.
    var reason: String?
}

extension StoredEvent {
    init(_ hook: Hook, _ client: ClientInfo, topicFilter: String? = nil, reason: String? = nil) {
        self.init(
            event: hook.name(in: .v3),
            clientID: client.clientID.storable,
            username: client.username.isEmpty ? nil : client.username.storable,
            peerHost: client.peerHost.storable,
            node: client.node.storable,
            topicFilter: topicFilter?.storable,
            reason: reason?.storable
        )
    }
}
