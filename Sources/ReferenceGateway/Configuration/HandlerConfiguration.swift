package import ExtensionProtocol
package import ExtensionTLS

/// The service that is called for devices: EMQX's `handler`.
package struct HandlerConfiguration: Sendable {
    package var address: BindAddress
    package var service = ConnectionHandlerService.unary
    package var tls: TLSClientConfiguration?
    /// How long a call may take; nil for any time, as EMQX has it. Past it the device's connection is closed.
    package var requestTimeout: Duration?
    /// How many connections there are to each address; nil for one per event loop.
    package var poolSize: Int?

    package init(address: BindAddress, service: ConnectionHandlerService = .unary, tls: TLSClientConfiguration? = nil) {
        self.address = address
        self.service = service
        self.tls = tls
    }

    init(_ section: ConfigurationSection) throws(GatewayConfigurationError) {
        try section.allow(["address", "service_name", "ssl_options", "request_timeout", "pool_size"])
        let url = try section.value("address", "http://HOST:PORT or https://HOST:PORT") { HandlerURL($0) }
        guard let url else { throw section.error("address", "this key is missing") }
        address = url.address
        service =
            try section.value("service_name", "ConnectionUnaryHandler or ConnectionHandler") { ConnectionHandlerService(name: $0) }
            ?? .unary
        requestTimeout = try section.limit("request_timeout")
        poolSize = try section.number("pool_size", in: 1...1024)
        tls = try Self.tls(section, url)
    }

    /// EMQX's `ssl_options.enable` and the URL's scheme mean the same, and mustn't disagree.
    private static func tls(
        _ section: ConfigurationSection,
        _ url: HandlerURL
    ) throws(GatewayConfigurationError) -> TLSClientConfiguration? {
        guard let options = try section.section("ssl_options") else { return url.isTLS ? TLSClientConfiguration() : nil }
        let isEnabled = try options.flag("enable") ?? url.isTLS
        if url.isTLS, !isEnabled { throw options.error("enable", "the address says https") }
        let tls = try TLSClientConfiguration(options)
        return isEnabled ? tls : nil
    }
}

/// `http://127.0.0.1:9001`.
private struct HandlerURL {
    let isTLS: Bool
    let address: BindAddress

    init?(_ text: String) {
        isTLS = text.hasPrefix("https://")
        guard isTLS || text.hasPrefix("http://") else { return nil }
        var rest = text.dropFirst(isTLS ? 8 : 7)
        if rest.hasSuffix("/") { rest.removeLast() }
        guard rest.contains(":"), let address = BindAddress(String(rest)) else { return nil }
        self.address = address
    }
}

extension ConnectionHandlerService {
    /// The service's name without its package.
    fileprivate init?(name: String) {
        guard let service = Self.allCases.first(where: { $0.rawValue == "emqx.exproto.v1.\(name)" }) else { return nil }
        self = service
    }
}
