package import ExtensionTLS

/// A port where devices connect: one of EMQX's `listeners.tcp.NAME` and `listeners.ssl.NAME`.
package struct ListenerConfiguration: Sendable {
    package var name: String
    package var address: BindAddress
    /// Nil for a plain one.
    package var tls: TLSServerConfiguration?
    /// Nil for the gateway's.
    package var mountpoint: String?
    /// Nil for the gateway's.
    package var handler: HandlerConfiguration?
    package var maximumConnections = 1_024_000
    /// Per second.
    package var maximumConnectionRate = 1000
    package var accessRules = AccessRules()
    /// How long the header of a load balancer's PROXY protocol may take; nil where there is none in front.
    package var proxyHeaderTimeout: Duration?
    package var socket = SocketSettings()
    package var sendTimeout = Duration.seconds(15)
    package var closesAfterSendTimeout = true

    package init(name: String = "default", address: BindAddress, tls: TLSServerConfiguration? = nil) {
        self.name = name
        self.address = address
        self.tls = tls
    }

    /// EMQX's name for it, such as `exproto:tcp:default`.
    package var id: String { "exproto:\(tls == nil ? "tcp" : "ssl"):\(name)" }
}

extension ListenerConfiguration {
    private static let keys = [
        "enable", "bind", "mountpoint", "handler", "max_connections", "max_conn_rate", "access_rules", "proxy_protocol",
        "proxy_protocol_timeout", "tcp_options",
    ]

    static func all(in section: ConfigurationSection?) throws(GatewayConfigurationError) -> [ListenerConfiguration] {
        guard let section else { return [] }
        try section.allow(["tcp", "ssl"])
        var listeners: [ListenerConfiguration] = []
        for (type, named) in try section.namedSections() {
            for (name, section) in try named.namedSections() where try section.flag("enable") ?? true {
                listeners.append(try ListenerConfiguration(name: name, section, isTLS: type == "ssl"))
            }
        }
        return listeners
    }

    private init(name: String, _ section: ConfigurationSection, isTLS: Bool) throws(GatewayConfigurationError) {
        try section.allow(Self.keys + (isTLS ? ["ssl_options"] : []))
        self.name = name
        let address = try section.value("bind", "a port, or an address and a port,") { BindAddress($0) }
        guard let address else { throw section.error("bind", "this key is missing") }
        self.address = address
        mountpoint = try section.mountpoint()
        handler = try section.section("handler").map { (section) throws(GatewayConfigurationError) in try HandlerConfiguration(section) }
        maximumConnections = try section.count("max_connections") ?? maximumConnections
        maximumConnectionRate = try section.rate("max_conn_rate") ?? maximumConnectionRate
        for rule in try section.texts("access_rules") ?? [] where !accessRules.append(rule) {
            throw section.error("access_rules", "\"\(rule)\" isn't a rule such as \"allow 10.0.0.0/8\" or \"deny all\"")
        }
        let headerTimeout = try section.duration("proxy_protocol_timeout") ?? .seconds(3)
        if try section.flag("proxy_protocol") ?? false { proxyHeaderTimeout = headerTimeout }
        if let options = try section.section("tcp_options") { try readSocketOptions(options) }
        if isTLS { try readTLSOptions(section) }
    }

    private mutating func readTLSOptions(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        guard let options = try section.section("ssl_options") else { throw section.error("ssl_options", "this key is missing") }
        if try options.flag("enable") == false { throw options.error("enable", "a listener without TLS is one of tcp") }
        tls = try TLSServerConfiguration(options)
    }

    private mutating func readSocketOptions(_ options: ConfigurationSection) throws(GatewayConfigurationError) {
        try options.allow([
            "active_n", "backlog", "buffer", "nodelay", "recbuf", "reuseaddr", "send_timeout", "send_timeout_close", "sndbuf",
        ])
        socket.readsPerTurn = try options.number("active_n", in: 1...65_536)
        socket.backlog = try options.number("backlog", in: 1...65_535) ?? socket.backlog
        socket.readBuffer = try options.byteCount("buffer")
        socket.sendsAtOnce = try options.flag("nodelay") ?? socket.sendsAtOnce
        socket.receiveBuffer = try options.byteCount("recbuf")
        socket.reusesAddress = try options.flag("reuseaddr") ?? socket.reusesAddress
        sendTimeout = try options.duration("send_timeout") ?? sendTimeout
        closesAfterSendTimeout = try options.flag("send_timeout_close") ?? closesAfterSendTimeout
        socket.sendBuffer = try options.byteCount("sndbuf")
    }
}
