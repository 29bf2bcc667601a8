import ExtensionPostgres
import NIOCore

/// A record as the bytes that the spool keeps: a byte for its kind and format, then its fields in order, big-endian, text and bytes with
/// their length in front, absent ones with length -1. A new format is a new first byte; the old ones stay readable.
enum RecordCoding {
    private static let messageFormat: UInt8 = 1
    private static let eventFormat: UInt8 = 2

    static func encode(_ record: StoreRecord) -> [UInt8] {
        var buffer = ByteBuffer()
        switch record {
        case .message(let message):
            buffer.writeInteger(messageFormat)
            buffer.write(message)
        case .event(let event):
            buffer.writeInteger(eventFormat)
            buffer.write(event)
        }
        return Array(buffer.readableBytesView)
    }

    /// Nil for what isn't whole, or of a format that isn't known.
    static func decode(_ bytes: [UInt8]) -> StoreRecord? {
        var buffer = ByteBuffer(bytes: bytes)
        let record: StoreRecord? =
            switch buffer.readInteger(as: UInt8.self) {
            case messageFormat: buffer.readMessage().map { .message($0) }
            case eventFormat: buffer.readEvent().map { .event($0) }
            default: nil
            }
        return buffer.readableBytes == 0 ? record : nil
    }
}

extension ByteBuffer {
    fileprivate mutating func write(_ message: StoredMessage) {
        write(message.id, message.at)
        write(message.topic)
        writeInteger(message.qos)
        write(message.clientID)
        write(message.username)
        writeInteger(Int32(message.payload.count))
        writeBytes(message.payload)
        write(message.node)
        write(message.properties)
        write(message.userProperties)
    }

    fileprivate mutating func readMessage() -> StoredMessage? {
        guard let (id, at) = readStamp(), let topic = readText(), let qos = readInteger(as: Int16.self), let clientID = readText(),
            let username = readOptionalText(), let payload = readPayload(), let node = readText(), let properties = readOptionalText(),
            let userProperties = readOptionalText()
        else { return nil }
        return StoredMessage(
            id: id,
            at: at,
            topic: topic,
            qos: qos,
            clientID: clientID,
            username: username,
            payload: payload,
            node: node,
            properties: properties,
            userProperties: userProperties
        )
    }

    fileprivate mutating func write(_ event: StoredEvent) {
        write(event.id, event.at)
        for text in [event.event, event.clientID, event.username, event.peerHost, event.node, event.topicFilter, event.reason] {
            write(text)
        }
    }

    fileprivate mutating func readEvent() -> StoredEvent? {
        guard let (id, at) = readStamp(), let event = readText(), let clientID = readText(), let username = readOptionalText(),
            let peerHost = readText(), let node = readText(), let topicFilter = readOptionalText(), let reason = readOptionalText()
        else { return nil }
        return StoredEvent(
            id: id,
            at: at,
            event: event,
            clientID: clientID,
            username: username,
            peerHost: peerHost,
            node: node,
            topicFilter: topicFilter,
            reason: reason
        )
    }
}

extension ByteBuffer {
    private mutating func write(_ id: PostgresUUID, _ at: PostgresTimestamp) {
        writeInteger(id.high)
        writeInteger(id.low)
        writeInteger(at.microsecondsSince1970)
    }

    private mutating func readStamp() -> (PostgresUUID, PostgresTimestamp)? {
        guard let (high, low, at) = readMultipleIntegers(as: (UInt64, UInt64, Int64).self) else { return nil }
        return (PostgresUUID(high: high, low: low), PostgresTimestamp(microsecondsSince1970: at))
    }

    private mutating func write(_ text: String?) {
        guard let text else {
            writeInteger(Int32(-1))
            return
        }
        writeInteger(Int32(text.utf8.count))
        writeString(text)
    }

    /// Nil for what isn't there; nil in it for a text that is absent.
    private mutating func readOptionalText() -> String?? {
        guard let length = readInteger(as: Int32.self) else { return nil }
        guard length != -1 else { return .some(nil) }
        return readString(length: Int(length)).map { .some($0) }
    }

    private mutating func readText() -> String? { readOptionalText().flatMap(\.self) }

    private mutating func readPayload() -> [UInt8]? { readInteger(as: Int32.self).flatMap { readBytes(length: Int($0)) } }
}
