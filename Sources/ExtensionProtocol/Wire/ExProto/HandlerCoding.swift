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
            case .bytes(2):
                let element: HeaderlessMessage = try reader.element()
                messages.append(element.message)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.messages(2, messages.map(HeaderlessMessage.init))
    }
}

/// ExProto's message: ExHook's without headers. Whatever stands in their place is a field that it doesn't know.
private struct HeaderlessMessage: WireMessage {
    var message = Message()

    init() {}

    init(_ message: Message) {
        self.message = message
        self.message.headers = [:]
    }

    mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): message.node = try reader.string()
            case .bytes(2): message.id = try reader.string()
            case .varint(3): message.qos = try reader.qos()
            case .bytes(4): message.from = try reader.string()
            case .bytes(5): message.topic = try reader.string()
            case .bytes(6): message.payload = try reader.bytes()
            case .varint(7): message.timestamp = try reader.varint()
            default: try reader.skip(tag)
            }
        }
    }

    func encode(to writer: inout WireWriter) { message.encode(to: &writer) }
}
