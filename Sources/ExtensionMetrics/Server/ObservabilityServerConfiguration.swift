/// Where and how an ``ObservabilityServer`` listens.
public struct ObservabilityServerConfiguration: Sendable {
    /// The name or address that is bound; 127.0.0.1 by default. Whoever can reach it can read the metrics.
    public var host: String
    /// The TCP port; 9464 by default, as for OpenTelemetry's Prometheus exporters. Port 0 takes a free one.
    public var port: Int
    /// How many connections may be open; 64 by default. Further ones are closed at once.
    public var maximumConnections = 64
    /// How long a client may take to send a request or to read a response, and how long a connection may be idle; 30 seconds by default.
    public var clientTimeout: Duration = .seconds(30)
    /// How long a shutdown waits for responses under way; 5 seconds by default.
    public var drainTimeout: Duration = .seconds(5)

    /// Listens on a TCP port.
    public init(host: String = "127.0.0.1", port: Int = 9464) {
        self.host = host
        self.port = port
    }
}
