public import ExtensionServices
public import ExtensionTLS
import NIOCore

/// How a ``ConnectionHandlerServer`` runs.
public struct ConnectionHandlerConfiguration: Sendable {
    /// Where the server listens; port 9001 on every interface by default.
    public var listeners: [ServiceListener]
    /// Where handlers reach the gateway; at port 9100 of whoever calls by default.
    public var adapter: AdapterAddress
    /// How TLS is spoken with the gateway; nil for plain HTTP/2, the default. EMQX 5 can't speak it there.
    public var adapterTLS: TLSClientConfiguration?
    /// How long a call to the gateway may take; 10 seconds by default. EMQX gives up after 5.
    public var adapterTimeout: Duration = .seconds(10)
    /// What becomes of connections that were there before this process; closed by default.
    public var unseenConnections = UnseenConnectionPolicy.close
    /// How many event loops serve the gateways' connections; one per core by default.
    public var eventLoops = System.coreCount
    /// The longest message that is taken from a gateway, in bytes; 4 MiB by default. A longer one fails with RESOURCE_EXHAUSTED.
    public var maximumMessageSize = 4 << 20
    /// How many bytes of a device may wait for the end of their frame, whatever its decoder allows; 1 MiB by default. More close it.
    public var maximumBufferedBytes = 1 << 20
    /// How many bytes of events may wait for a slow handler; 256 KiB by default. A gateway that sends on regardless has the connection
    /// closed; EMQX waits by itself where it makes unary calls.
    public var maximumQueuedBytes = 256 << 10
    /// How many connections there may be; 1,000,000 by default. The gateway is refused any more.
    public var maximumConnections = 1_000_000
    /// How long nothing may come from a connection before the gateway is asked whether it still has it; 5 minutes by default. So a
    /// connection whose end was never told, as EMQX can lose it, is forgotten.
    public var idleTimeout: Duration = .seconds(300)
    /// The keepalive that UDP devices get whose handler starts none, since EMQX closes those that have none; 5 minutes by default.
    public var udpKeepalive: Duration? = .seconds(300)
    /// How many threads ``Connection/offload(_:)`` has; 4 by default.
    public var offloadThreads = 4
    /// How many pieces of work may run or wait in ``Connection/offload(_:)``; 1,024 by default.
    public var offloadQueueLimit = 1024
    /// How long a shutdown waits for events in flight, for handlers that end and for gateways that leave; 10 seconds by default.
    public var drainTimeout: Duration = .seconds(10)

    /// Listens on these addresses.
    public init(listeners: [ServiceListener], adapter: AdapterAddress = .caller(port: 9100)) {
        self.listeners = listeners
        self.adapter = adapter
    }

    /// Listens on a TCP port, without TLS unless it is given.
    public init(
        host: String = "0.0.0.0",
        port: Int = 9001,
        tls: TLSServerConfiguration? = nil,
        adapter: AdapterAddress = .caller(port: 9100)
    ) {
        self.init(listeners: [.tcp(host: host, port: port, tls: tls)], adapter: adapter)
    }
}
