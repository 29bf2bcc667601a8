package import ExtensionTLS

/// The ExProto gateway: EMQX's `gateway.exproto`.
package struct ExProtoConfiguration: Sendable {
    package var idleTimeout = Duration.seconds(30)
    package var mountpoint = ""
    package var server: AdapterConfiguration
    package var handler: HandlerConfiguration
    package var listeners: [ListenerConfiguration]

    package init(server: AdapterConfiguration, handler: HandlerConfiguration, listeners: [ListenerConfiguration]) {
        self.server = server
        self.handler = handler
        self.listeners = listeners
    }

    init(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        try section.allow(["idle_timeout", "mountpoint", "server", "handler", "listeners"])
        idleTimeout = try section.duration("idle_timeout") ?? .seconds(30)
        mountpoint = try section.text("mountpoint") ?? ""
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
        tls = try section.section("ssl_options").map { (section) throws(GatewayConfigurationError) in
            try TLSServerConfiguration(section)
        }
    }
}
