package import ExtensionTLS

/// The ExProto gateway: EMQX's `gateway.exproto`.
package struct ExProtoConfiguration: Sendable {
    package var idleTimeout = Duration.seconds(30)
    package var mountpoint = ""
    /// EMQX's `enable_stats`.
    package var collectsMetrics = true
    package var server: AdapterConfiguration
    package var handler: HandlerConfiguration
    package var listeners: [ListenerConfiguration]

    package init(server: AdapterConfiguration, handler: HandlerConfiguration, listeners: [ListenerConfiguration]) {
        self.server = server
        self.handler = handler
        self.listeners = listeners
    }

    init(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        try section.allow(["enable", "enable_stats", "idle_timeout", "mountpoint", "server", "handler", "listeners"])
        if try section.flag("enable") == false { throw section.error("enable", "nothing is left to serve") }
        collectsMetrics = try section.flag("enable_stats") ?? true
        idleTimeout = try section.duration("idle_timeout") ?? .seconds(30)
        mountpoint = try section.mountpoint() ?? ""
        server = try AdapterConfiguration(section.section("server"))
        guard let handler = try section.section("handler") else { throw section.error("handler", "this key is missing") }
        self.handler = try HandlerConfiguration(handler)
        listeners = try ListenerConfiguration.all(in: section.section("listeners"))
        if listeners.isEmpty { throw section.error("listeners", "there is no listener") }
    }
}

/// The ConnectionAdapter's server: EMQX's `server`.
package struct AdapterConfiguration: Sendable {
    package var address = BindAddress(host: "0.0.0.0", port: 9100)
    package var tls: TLSServerConfiguration?

    package init(address: BindAddress, tls: TLSServerConfiguration? = nil) {
        self.address = address
        self.tls = tls
    }

    init(_ section: ConfigurationSection?) throws(GatewayConfigurationError) {
        guard let section else { return }
        try section.allow(["bind", "ssl_options"])
        if let address = try section.value("bind", "a port, or an address and a port,", { BindAddress($0) }) { self.address = address }
        guard let options = try section.section("ssl_options"), try options.flag("enable") ?? true else { return }
        tls = try TLSServerConfiguration(options)
    }
}

extension ConfigurationSection {
    /// The prefix of topics, under the key `mountpoint`.
    func mountpoint() throws(GatewayConfigurationError) -> String? {
        try value("mountpoint", "the beginning of a topic, without wildcards,") { $0.isPartOfTopic ? $0 : nil }
    }
}
