extension SendBytesRequest: WireMessage {
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

extension CloseSocketRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
    }
}

extension TimerRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .varint(2): type = try reader.int32()
            case .varint(3): interval = try reader.uint32()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.int32(2, type)
        writer.uint32(3, interval)
    }
}

extension PublishRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): topic = try reader.string()
            case .varint(3): qos = try reader.qos()
            case .bytes(4): payload = try reader.bytes()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.string(2, topic)
        writer.uint32(3, qos.rawValue)
        writer.bytes(4, payload)
    }
}

extension SubscribeRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): topic = try reader.string()
            case .varint(3): qos = try reader.qos()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.string(2, topic)
        writer.uint32(3, qos.rawValue)
    }
}

extension UnsubscribeRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): topic = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.string(2, topic)
    }
}

extension RawPublishRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): topic = try reader.string()
            case .varint(2): qos = try reader.qos()
            case .bytes(3): payload = try reader.bytes()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, topic)
        writer.uint32(2, qos.rawValue)
        writer.bytes(3, payload)
    }
}

extension CodeResponse: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): code = AdapterResultCode(wireValue: try reader.int32())
            case .bytes(2): message = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.int32(1, code.wireValue)
        writer.string(2, message)
    }
}
