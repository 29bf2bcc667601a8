import ExtensionPostgres
import Foundation

/// A stored message as a person reads it.
package struct FoundMessage: Sendable {
    private let message: StoredMessage

    init(_ row: PostgresRow) throws(PostgresError) {
        self.init(
            StoredMessage(
                id: try row.decode("id"),
                at: try row.decode("at"),
                topic: try row.decode("topic"),
                qos: try row.decode("qos"),
                clientID: try row.decode("client_id"),
                username: try row.decodeIfPresent("username"),
                payload: try row.decode("payload"),
                node: try row.decode("node"),
                properties: try row.decodeIfPresent("properties"),
                userProperties: try row.decodeIfPresent("user_properties")
            )
        )
    }

    init(_ message: StoredMessage) { self.message = message }

    package var topic: String { message.topic }
    package var qos: Int { Int(message.qos) }
    package var clientID: String { message.clientID }
    package var payload: [UInt8] { message.payload }

    /// When the broker took it, in ISO 8601.
    package var time: String { message.at.iso8601 }

    /// The payload as text if it is any, else its length.
    package var payloadText: String {
        guard let text = String(validating: payload, as: UTF8.self), !text.unicodeScalars.contains(where: \.isControl) else {
            return "<\(payload.count) bytes>"
        }
        return text
    }
}

extension FoundMessage: Encodable {
    private enum Key: String, CodingKey {
        case id, at, topic, qos, username, node, payload
        case clientID = "client_id"
        case payloadBase64 = "payload_base64"
        case properties
        case userProperties = "user_properties"
    }

    /// The payload as text where it is UTF-8, else in base 64.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("\(message.id)", forKey: .id)
        try container.encode(time, forKey: .at)
        try container.encode(topic, forKey: .topic)
        try container.encode(qos, forKey: .qos)
        try container.encode(clientID, forKey: .clientID)
        try container.encodeIfPresent(message.username, forKey: .username)
        try container.encode(message.node, forKey: .node)
        if let text = String(validating: payload, as: UTF8.self) {
            try container.encode(text, forKey: .payload)
        } else {
            try container.encode(Data(payload).base64EncodedString(), forKey: .payloadBase64)
        }
        try container.encodeIfPresent(message.properties.map { try decoded([String: String].self, $0) }, forKey: .properties)
        try container.encodeIfPresent(message.userProperties.map { try decoded([[String]].self, $0) }, forKey: .userProperties)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
