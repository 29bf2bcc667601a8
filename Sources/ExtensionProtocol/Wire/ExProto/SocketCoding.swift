extension SocketInfo: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): type = SocketType(wireValue: try reader.int32())
            case .bytes(2): try reader.merge(into: &peer)
            case .bytes(3): try reader.merge(into: &local)
            case .bytes(4): try mergePeerCertificate(from: &reader)
            default: try reader.skip(tag)
            }
        }
    }

    private mutating func mergePeerCertificate(from reader: inout WireReader) throws(WireError) {
        var certificate = peerCertificate ?? PeerCertificate()
        try reader.merge(into: &certificate)
        peerCertificate = certificate
    }

    package func encode(to writer: inout WireWriter) {
        writer.int32(1, type.wireValue)
        writer.message(2, peer)
        writer.message(3, local)
        if let peerCertificate { writer.message(4, peerCertificate) }
    }
}

extension Endpoint: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): host = try reader.string()
            case .varint(2): port = try reader.uint32()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, host)
        writer.uint32(2, port)
    }
}

extension PeerCertificate: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): commonName = try reader.string()
            case .bytes(2): distinguishedName = try reader.string()
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, commonName)
        writer.string(2, distinguishedName)
    }
}
