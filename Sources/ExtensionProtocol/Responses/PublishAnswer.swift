/// A ValuedResponse that sends a published message back: the original, with what replaces its fields.
///
/// It writes the same bytes as a ``ValuedResponse`` with a changed copy of the message would have, without making that copy.
package struct PublishAnswer: Sendable {
    private let type: Int32
    private let original: Message
    private let topic: String?
    private let qos: QoS?
    private let payload: [UInt8]?
    private let allowsPublish: Bool
    private let messageSize: Int

    /// `type` is the response type's number on the wire. What is nil is the original's.
    package init(type: Int32, original: Message, topic: String?, qos: QoS?, payload: [UInt8]?, allowsPublish: Bool) {
        self.type = type
        self.original = original
        self.topic = topic
        self.qos = qos
        self.payload = payload
        self.allowsPublish = allowsPublish
        var counter = WireWriter(countingFor: .v3)
        Self.encode(original, topic ?? original.topic, qos ?? original.qos, payload ?? original.payload, allowsPublish, to: &counter)
        messageSize = counter.count
    }

    /// How many bytes the response takes.
    package var encodedSize: Int {
        var counter = WireWriter(countingFor: .v3)
        counter.int32(1, type)
        counter.header(4, length: messageSize)
        return counter.count + messageSize
    }

    /// Writes the response to memory that has room for its encoded size.
    package func encode(into buffer: UnsafeMutableRawBufferPointer) {
        guard let base = buffer.baseAddress else { return }
        var writer = WireWriter(base, version: .v3)
        writer.int32(1, type)
        writer.header(4, length: messageSize)
        Self.encode(original, topic ?? original.topic, qos ?? original.qos, payload ?? original.payload, allowsPublish, to: &writer)
        assert(writer.count <= buffer.count)
    }

    private static func encode(
        _ original: Message,
        _ topic: String,
        _ qos: QoS,
        _ payload: [UInt8],
        _ allowsPublish: Bool,
        to writer: inout WireWriter
    ) {
        writer.string(1, original.node)
        writer.string(2, original.id)
        writer.uint32(3, qos.rawValue)
        writer.string(4, original.from)
        writer.string(5, topic)
        writer.bytes(6, payload)
        writer.uint64(7, original.timestamp)
        for header in original.headers.storage where header.name != Message.allowPublishHeader {
            writer.mapEntry(8, header.name, header.value)
        }
        writer.mapEntry(8, Message.allowPublishHeader, allowsPublish ? "true" : "false")
    }
}
