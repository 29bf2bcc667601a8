import ExtensionPostgres
import HookProviderKit

/// A published message as it is kept: a row of mqtt_message.
struct StoredMessage: Hashable, Sendable {
    var id: PostgresUUID
    var at: PostgresTimestamp
    var topic: String
    var qos: Int16
    var clientID: String
    var username: String?
    var payload: [UInt8]
    var node: String
    /// JSON: an object of MQTT 5's own properties.
    var properties: String?
    /// JSON: pairs of name and value, since names may come twice.
    var userProperties: String?
}

extension StoredMessage {
    init(_ event: MessagePublish) {
        self.init(
            id: PostgresUUID(messageID: event.id),
            at: PostgresTimestamp(milliseconds: event.timestamp),
            topic: event.topic.storable,
            qos: Int16(clamping: event.qos.rawValue),
            clientID: event.from.storable,
            username: event.headers["username"]?.storable,
            payload: event.payload,
            node: event.message.node.storable,
            properties: event.properties.isEmpty ? nil : event.properties.jsonObject,
            userProperties: event.userProperties.isEmpty ? nil : event.userProperties.jsonPairs
        )
    }
}
