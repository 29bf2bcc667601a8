extension ConnectionInfo: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): node = try reader.string()
            case .bytes(2): clientID = try reader.string()
            case .bytes(3): username = try reader.string()
            case .bytes(4): peerHost = try reader.string()
            case .varint(5): listenerPort = try reader.uint32()
            case .bytes(6): protocolName = try reader.string()
            case .bytes(7): protocolVersion = try reader.string()
            case .varint(8): keepAlive = .seconds(Int64(try reader.uint32()))
            case .varint(9) where reader.version > .v1: peerPort = try reader.uint32()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, node)
        writer.string(2, clientID)
        writer.string(3, username)
        writer.string(4, peerHost)
        writer.uint32(5, listenerPort)
        writer.string(6, protocolName)
        writer.string(7, protocolVersion)
        writer.uint32(8, UInt32(clamping: keepAlive.components.seconds))
        if writer.version > .v1 { writer.uint32(9, peerPort) }
    }
}

extension ClientInfo: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): node = try reader.string()
            case .bytes(2): clientID = try reader.string()
            case .bytes(3): username = try reader.string()
            case .bytes(4): password = try reader.string()
            case .bytes(5): peerHost = try reader.string()
            case .varint(6): listenerPort = try reader.uint32()
            case .bytes(7): protocolName = try reader.string()
            case .bytes(8): mountpoint = try reader.string()
            case .varint(9): isSuperuser = try reader.bool()
            case .varint(10): isAnonymous = try reader.bool()
            case .bytes(11): commonName = try reader.string()
            case .bytes(12): distinguishedName = try reader.string()
            case .varint(13) where reader.version > .v1: peerPort = try reader.uint32()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, node)
        writer.string(2, clientID)
        writer.string(3, username)
        writer.string(4, password)
        writer.string(5, peerHost)
        writer.uint32(6, listenerPort)
        writer.string(7, protocolName)
        writer.string(8, mountpoint)
        writer.bool(9, isSuperuser)
        writer.bool(10, isAnonymous)
        writer.string(11, commonName)
        writer.string(12, distinguishedName)
        if writer.version > .v1 { writer.uint32(13, peerPort) }
    }
}
