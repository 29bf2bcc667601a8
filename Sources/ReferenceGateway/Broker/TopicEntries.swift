/// The subscriptions to one topic filter, each subscriber's and each group's.
struct TopicEntries<Subscriber: Hashable & Sendable>: Sendable {
    private var subscribers: [Subscriber: DeliveryOptions] = [:]
    private var groups: [ExactString: ShareGroup<Subscriber>] = [:]

    var isEmpty: Bool { subscribers.isEmpty && groups.isEmpty }

    /// Returns whether the subscription is new.
    mutating func insert(_ subscriber: Subscriber, _ options: DeliveryOptions, group: ExactString?) -> Bool {
        guard let group else { return subscribers.updateValue(options, forKey: subscriber) == nil }
        return groups[group, default: ShareGroup()].insert(subscriber, options)
    }

    /// Returns whether there was such a subscription.
    mutating func remove(_ subscriber: Subscriber, group: ExactString?) -> Bool {
        guard let group else { return subscribers.removeValue(forKey: subscriber) != nil }
        let wasMember = groups[group]?.remove(subscriber) ?? false
        if groups[group]?.isEmpty == true { groups[group] = nil }
        return wasMember
    }

    /// Calls `body` with every subscriber, and with one member of each group.
    mutating func forEachReceiver(_ body: (Subscriber, DeliveryOptions) -> Void) {
        for (subscriber, options) in subscribers { body(subscriber, options) }
        guard !groups.isEmpty else { return }
        for index in groups.values.indices {
            if let (subscriber, options) = groups.values[index].next() { body(subscriber, options) }
        }
    }
}
