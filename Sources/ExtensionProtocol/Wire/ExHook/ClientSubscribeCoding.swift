/// The two events of one shape: a client and its subscriptions, with the packet's properties.
protocol ClientSubscriptionEvent: HookEvent {
    var client: ClientInfo { get set }
    var properties: [Property] { get set }
    var subscriptions: [Subscription] { get set }
    var userProperties: [Property] { get set }
}

extension ClientSubscribe: ClientSubscriptionEvent {}
extension ClientUnsubscribe: ClientSubscriptionEvent {}

extension ClientSubscriptionEvent {
    package mutating func merge(from reader: inout WireReader, broker: inout BrokerMetadata) throws(WireError) {
        var properties: [Property] = []
        var userProperties: [Property] = []
        while let tag = try reader.nextTag() {
            switch tag {
            case .bytes(1): try reader.merge(into: &client)
            case .bytes(2): try reader.property(into: &properties, userProperties: &userProperties)
            case .bytes(3): subscriptions.append(try reader.element())
            case .bytes(4): try reader.merge(into: &broker)
            case .bytes(5) where reader.version >= .v3: try reader.userProperty(into: &userProperties)
            default: try reader.skip(tag)
            }
        }
        self.properties += properties
        self.userProperties += userProperties
    }

    package func encode(to writer: inout WireWriter, broker: BrokerMetadata) {
        writer.message(1, client)
        writer.properties(2, properties, userProperties: userProperties)
        writer.messages(3, subscriptions)
        writer.message(4, broker)
        writer.userProperties(5, userProperties)
    }
}
