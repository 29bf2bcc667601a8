import NIOCore

/// How a ``HookProviderServer`` runs.
public struct HookProviderConfiguration: Sendable {
    /// Where the server listens; port 9000 on every interface by default.
    public var listeners: [ListenAddress]
    /// How many event loops serve the brokers' connections; one per core by default.
    public var eventLoops = System.coreCount
    /// The longest message that is taken, in bytes; 4 MiB by default. A longer one fails with RESOURCE_EXHAUSTED.
    public var maximumMessageSize = 4 << 20
    /// How many threads ``HookContext/offload(_:)`` has; 4 by default.
    public var offloadThreads = 4
    /// How many pieces of work may run or wait in ``HookContext/offload(_:)``; 1,024 by default.
    public var offloadQueueLimit = 1024
    /// How long a shutdown waits for calls in flight and for brokers to leave; 10 seconds by default.
    public var drainTimeout: Duration = .seconds(10)

    /// Listens on these addresses.
    public init(listeners: [ListenAddress]) {
        self.listeners = listeners
    }

    /// Listens on a TCP port.
    public init(host: String = "0.0.0.0", port: Int = 9000) {
        self.init(listeners: [.tcp(host: host, port: port)])
    }
}
