extension Subscription: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): topicFilter = TopicFilter(try reader.string())
            case .varint(2) where reader.version < .v3: qos = try reader.qos()
            case .bytes(3) where reader.version > .v1: try mergeOptions(from: &reader)
            default: try reader.skip(tag)
            }
        }
        // Brokers send one or the other; if both came, in any order, the options count.
        if let options { qos = options.qos }
    }

    private mutating func mergeOptions(from reader: inout WireReader) throws(WireError) {
        var merged = options ?? SubscriptionOptions()
        try reader.merge(into: &merged)
        options = merged
    }

    package func encode(to writer: inout WireWriter) {
        writer.string(1, topicFilter.rawValue)
        switch (writer.version, options) {
        case (.v1, _), (.v2, nil): writer.uint32(2, qos.rawValue)
        case (.v2, let options?), (.v3, let options?): writer.message(3, options)
        case (.v3, nil): writer.message(3, SubscriptionOptions(qos: qos))
        }
    }
}

extension SubscriptionOptions: WireMessage {
    package mutating func merge(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextTag() {
            switch tag {
            case .varint(1): qos = try reader.qos()
            case .bytes(2) where reader.version < .v3: share = try reader.string()
            case .varint(3): retainHandling = try reader.uint32()
            case .varint(4): retainAsPublished = try reader.uint32() != 0
            case .varint(5): noLocal = try reader.uint32() != 0
            default: try reader.skip(tag)
            }
        }
    }

    package func encode(to writer: inout WireWriter) {
        writer.uint32(1, qos.rawValue)
        if writer.version < .v3 { writer.string(2, share) }
        writer.uint32(3, retainHandling)
        writer.bool(4, retainAsPublished)
        writer.bool(5, noLocal)
    }
}
