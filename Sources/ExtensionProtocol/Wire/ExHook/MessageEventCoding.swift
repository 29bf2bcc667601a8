extension MessagePublish: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &message)
            case .bytes(2): try reader.merge(into: &broker)
            case .bytes(3) where reader.version >= .v3: try reader.property(into: &properties, userProperties: &userProperties)
            case .bytes(4) where reader.version >= .v3: try reader.userProperty(into: &userProperties)
            default: try reader.skip(tag)
            }
        }
        message.headers.keepLastOfEachName()
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, message)
        writer.message(2, broker)
        guard writer.version >= .v3 else { return }
        writer.messages(3, properties)
        writer.messages(4, userProperties)
    }
}

extension MessageDropped: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &message)
            case .bytes(2): reason = try reader.string()
            case .bytes(3): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
        message.headers.keepLastOfEachName()
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, message)
        writer.string(2, reason)
        writer.message(3, broker)
    }
}

/// The events of one shape: a message on its way to a client.
protocol ClientMessageEvent: HookEvent {
    var client: ClientInfo { get set }
    var message: Message { get set }
}

extension MessageDelivered: ClientMessageEvent {}
extension MessageAcked: ClientMessageEvent {}

extension ClientMessageEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .bytes(2): try reader.merge(into: &message)
            case .bytes(3): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
        message.headers.keepLastOfEachName()
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.message(2, message)
        writer.message(3, broker)
    }
}
