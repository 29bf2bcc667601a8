/// A broker node loads the provider: once per node, again after some reconnects, and sometimes never after a restart of the provider.
public struct ProviderLoaded: Sendable, Hashable {
    /// The broker.
    public var broker = BrokerInfo()

    package init() {}

    /// Creates the event.
    public init(broker: BrokerInfo) {
        self.broker = broker
    }
}

/// A broker node unloads the provider: it was disabled, changed or deleted, or the node stops.
public struct ProviderUnloaded: Sendable, Hashable {
    /// Creates the event.
    public init() {}
}
