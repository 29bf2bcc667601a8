extension SocketCreatedRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): try reader.merge(into: &socket)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.message(2, socket)
    }
}

extension SocketClosedRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): reason = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.string(2, reason)
    }
}

extension ReceivedBytesRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): bytes = try reader.bytes()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.bytes(2, bytes)
    }
}

extension TimerTimeoutRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .varint(2): type = try reader.int32()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.int32(2, type)
    }
}

extension ReceivedMessagesRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): messages.append(try Self.withoutHeaders(reader.element()))
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.messages(2, messages.map(Self.withoutHeaders))
    }

    /// ExProto's message is ExHook's without headers.
    private static func withoutHeaders(_ message: Message) -> Message {
        var message = message
        message.headers = [:]
        return message
    }
}
