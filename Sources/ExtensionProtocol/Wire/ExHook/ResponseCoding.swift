extension LoadedResponse: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): hooks.append(try reader.element())
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.messages(1, hooks)
    }
}

extension HookSpecification: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): name = try reader.string()
            case .bytes(2): topics.append(try reader.string())
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        for topic in topics { writer.alwaysString(2, topic) }
    }
}

extension ValuedResponse: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): type = try reader.int32()
            case .varint(3): value = .bool(try reader.bool())
            case .bytes(4): try mergeMessage(from: &reader)
            default: try reader.skip(tag)
            }
        }
        keepLastHeaders()
    }

    /// The last member of a oneof wins, but a second message merges into the first.
    private mutating func mergeMessage(from reader: inout WireReader) throws(WireError) {
        var message = takeMessage() ?? Message()
        try reader.merge(into: &message)
        value = .message(message)
    }

    private mutating func keepLastHeaders() {
        guard var message = takeMessage() else { return }
        message.headers.keepLastOfEachName()
        value = .message(message)
    }

    /// Takes the message out, so that changing it copies nothing.
    private mutating func takeMessage() -> Message? {
        guard case .message(let message) = value else { return nil }
        value = nil
        return message
    }

    package func encode(to writer: inout WireWriter) {
        writer.int32(1, type)
        switch value {
        case .bool(let bool): writer.alwaysUInt64(3, bool ? 1 : 0)
        case .message(let message): writer.message(4, message)
        case nil: break
        }
    }
}
