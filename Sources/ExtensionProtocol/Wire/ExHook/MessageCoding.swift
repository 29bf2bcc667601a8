extension Message: WireMessage {
    /// Headers of the same name are all kept here; ``MessageHeaders/keepLastOfEachName()`` follows once the whole request is read.
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): node = try reader.string()
            case .bytes(2): id = try reader.string()
            case .varint(3): qos = try reader.qos()
            case .bytes(4): from = try reader.string()
            case .bytes(5): topic = try reader.string()
            case .bytes(6): payload = try reader.bytes()
            case .varint(7): timestamp = try reader.varint()
            case .bytes(8): headers.append(try reader.element())
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, node)
        writer.string(2, id)
        writer.uint32(3, qos.rawValue)
        writer.string(4, from)
        writer.string(5, topic)
        writer.bytes(6, payload)
        writer.uint64(7, timestamp)
        for header in headers { writer.mapEntry(8, header.name, header.value) }
    }
}

/// A header is an entry of a protobuf map: both fields are always written.
extension MessageHeader: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): name = try reader.name()
            case .bytes(2): value = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.alwaysString(1, name)
        writer.alwaysString(2, value)
    }
}

extension MessageHeaders {
    @inline(__always)
    fileprivate mutating func append(_ header: MessageHeader) {
        // EMQX sends four at most: one allocation takes them all.
        if storage.isEmpty { storage.reserveCapacity(4) }
        storage.append(header)
    }

    /// Makes a protobuf map of entries as they were read. Done once per request and in linear time for many headers, so
    /// that nobody can make it slow by sending thousands.
    mutating func keepLastOfEachName() {
        guard storage.count > 1 else { return }
        if storage.count <= 8 {
            keepLastByComparing()
        } else {
            keepLastByHashing()
        }
    }

    private mutating func keepLastByComparing() {
        var index = storage.count - 1
        while index > 0 {
            let name = storage[index].name
            if let earlier = storage[..<index].lastIndex(where: { $0.name == name }) {
                storage[earlier].value = storage[index].value
                storage.remove(at: index)
            }
            index -= 1
        }
    }

    private mutating func keepLastByHashing() {
        var positions: [String: Int] = [:]
        var unique: [MessageHeader] = []
        for header in storage {
            if let position = positions[header.name] {
                unique[position].value = header.value
            } else {
                positions[header.name] = unique.count
                unique.append(header)
            }
        }
        storage = unique
    }
}
