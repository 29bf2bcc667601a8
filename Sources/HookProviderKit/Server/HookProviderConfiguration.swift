public import ExtensionServices
public import ExtensionTLS
import NIOCore

/// How a ``HookProviderServer`` runs.
public struct HookProviderConfiguration: Sendable {
    /// Where the server listens; port 9000 on every interface by default.
    public var listeners: [ServiceListener]
    /// How many event loops serve the brokers' connections; one per core by default.
    public var eventLoops = System.coreCount
    /// The longest message that is taken, in bytes; 4 MiB by default. A longer one fails with RESOURCE_EXHAUSTED.
    public var maximumMessageSize = 4 << 20
    /// How many threads ``HookContext/offload(_:)`` has; 4 by default.
    public var offloadThreads = 4
    /// How many pieces of work may run or wait in ``HookContext/offload(_:)``; 1,024 by default.
    public var offloadQueueLimit = 1024
    /// What a client gets on EMQX 5.0 to 5.8 whose authentication every handler ignores: true for allow. False by default, and then those
    /// brokers refuse it (a mistake that EMQX 5.9.0 corrected, and of which is warned once).
    public var allowsIgnoredOnEMQX50To58 = false
    /// How long a shutdown waits for calls in flight, background work and brokers that leave; 10 seconds by default.
    public var drainTimeout: Duration = .seconds(10)

    /// Listens on these addresses.
    public init(listeners: [ServiceListener]) {
        self.listeners = listeners
    }

    /// Listens on a TCP port, without TLS unless it is given.
    public init(host: String = "0.0.0.0", port: Int = 9000, tls: TLSServerConfiguration? = nil) {
        self.init(listeners: [.tcp(host: host, port: port, tls: tls)])
    }
}
