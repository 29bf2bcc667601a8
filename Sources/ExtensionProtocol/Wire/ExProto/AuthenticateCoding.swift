extension AuthenticateRequest: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): connection = try reader.string()
            case .bytes(2): try reader.merge(into: &client)
            case .bytes(3): password = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, connection)
        writer.message(2, client)
        writer.string(3, password)
    }
}

extension ClientIdentity: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): protocolName = try reader.string()
            case .bytes(2): protocolVersion = try reader.string()
            case .bytes(3): clientID = try reader.string()
            case .bytes(4): username = try reader.string()
            case .bytes(5): mountpoint = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, protocolName)
        writer.string(2, protocolVersion)
        writer.string(3, clientID)
        writer.string(4, username)
        writer.string(5, mountpoint)
    }
}
