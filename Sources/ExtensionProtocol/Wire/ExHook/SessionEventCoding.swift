/// The events of one shape: a client alone.
protocol ClientOnlyEvent: HookEvent {
    var client: ClientInfo { get set }
}

extension ClientConnected: ClientOnlyEvent {}
extension SessionCreated: ClientOnlyEvent {}
extension SessionResumed: ClientOnlyEvent {}
extension SessionDiscarded: ClientOnlyEvent {}
extension SessionTakenOver: ClientOnlyEvent {}

extension ClientOnlyEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .bytes(2): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.message(2, broker)
    }
}

/// The events of one shape: a client and one text about it.
protocol ClientTextEvent: HookEvent {
    var client: ClientInfo { get set }
    var wireText: String { get set }
}

extension ClientDisconnected: ClientTextEvent {
    var wireText: String {
        get { reason }
        set { reason = newValue }
    }
}

extension SessionTerminated: ClientTextEvent {
    var wireText: String {
        get { reason }
        set { reason = newValue }
    }
}

extension SessionUnsubscribed: ClientTextEvent {
    var wireText: String {
        get { topic }
        set { topic = newValue }
    }
}

extension ClientTextEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .bytes(2): wireText = try reader.string()
            case .bytes(3): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.string(2, wireText)
        writer.message(3, broker)
    }
}

extension SessionSubscribed: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .bytes(2): topic = try reader.string()
            case .bytes(3): try reader.merge(into: &options)
            case .bytes(4): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.string(2, topic)
        writer.message(3, options)
        writer.message(4, broker)
    }
}
