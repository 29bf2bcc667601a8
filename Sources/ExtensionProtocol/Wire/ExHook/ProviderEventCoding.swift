extension ProviderLoaded: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker metadata: inout BrokerMetadata) throws(WireError) {
        // What isn't sent has the default of its type, which for v1's uptime is an empty text.
        if reader.version == .v1 { broker.uptime = .text("") }
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &broker)
            case .bytes(2): try reader.merge(into: &metadata)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker metadata: BrokerMetadata) {
        writer.message(1, broker)
        writer.message(2, metadata)
    }
}

extension ProviderUnloaded: HookEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &broker)
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, broker)
    }
}
