extension ClientConnect: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &connection)
            case .bytes(2): try reader.property(into: &properties, userProperties: &userProperties)
            case .bytes(3): try reader.merge(into: &broker)
            case .bytes(4) where reader.version >= .v3: try reader.userProperty(into: &userProperties)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, connection)
        writer.properties(2, properties, userProperties: userProperties)
        writer.message(3, broker)
        writer.userProperties(4, userProperties)
    }
}

extension ClientConnack: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &connection)
            case .bytes(2): resultCode = try reader.string()
            case .bytes(3): try reader.property(into: &properties, userProperties: &userProperties)
            case .bytes(4): try reader.merge(into: &broker)
            case .bytes(5) where reader.version >= .v3: try reader.userProperty(into: &userProperties)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, connection)
        writer.string(2, resultCode)
        writer.properties(3, properties, userProperties: userProperties)
        writer.message(4, broker)
        writer.userProperties(5, userProperties)
    }
}

extension ClientAuthenticate: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .varint(2): priorResult = try reader.bool()
            case .bytes(3): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.bool(2, priorResult)
        writer.message(3, broker)
    }
}

extension ClientAuthorize: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .varint(2): action = AuthorizationAction(wireValue: try reader.int32())
            case .bytes(3): topic = try reader.string()
            case .varint(4): priorResult = try reader.bool()
            case .bytes(5): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.int32(2, action.wireValue)
        writer.string(3, topic)
        writer.bool(4, priorResult)
        writer.message(5, broker)
    }
}
