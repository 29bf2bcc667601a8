extension BrokerMetadata: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): node = try reader.string()
            case .bytes(2): version = try reader.string()
            case .bytes(3): systemDescription = try reader.string()
            case .bytes(4): clusterName = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, node)
        writer.string(2, version)
        writer.string(3, systemDescription)
        writer.string(4, clusterName)
    }
}

extension BrokerInfo: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): version = try reader.string()
            case .bytes(2): systemDescription = try reader.string()
            case .bytes(3) where reader.version == .v1: uptime = .text(try reader.string())
            case .varint(3) where reader.version > .v1: uptime = .milliseconds(try reader.int64())
            case .bytes(4): dateTime = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, version)
        writer.string(2, systemDescription)
        if writer.version == .v1 {
            writer.string(3, uptime.wireText)
        } else {
            writer.int64(3, uptime.wireMilliseconds)
        }
        writer.string(4, dateTime)
    }
}
