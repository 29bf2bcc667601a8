import ExtensionServices

/// Where a server listens and where it calls, and what makes a gateway of EMQX call it.
public struct HandlerReport: Sendable, CustomStringConvertible {
    private let listeners: [ServiceListener]
    private let adapter: AdapterAddress

    init(listeners: [ServiceListener], adapter: AdapterAddress) {
        self.listeners = listeners
        self.adapter = adapter
    }

    /// What to paste into EMQX, for the first TCP listener; nil without one. Devices connect to `devicePort`.
    public func gatewayConfiguration(devicePort: Int = 7993) -> String? {
        guard let listener = listeners.first(where: { $0.address.port != nil }) else { return nil }
        return """
            EMQX 5.1 to 6.2, in etc/emqx.conf:

                gateway.exproto {
                  server { bind = \(adapter.port) }
                  handler { address = "\(listener.url)", service_name = "ConnectionUnaryHandler"\(Self.ssl(listener)) }
                  listeners.tcp.default { bind = \(devicePort) }
                }

            EMQX 4.3 and 4.4, in etc/plugins/emqx_exproto.conf, and then emqx_ctl plugins load emqx_exproto:

                exproto.server.http.port = \(adapter.port)
                exproto.listener.protoname = tcp://0.0.0.0:\(devicePort)
                exproto.listener.protoname.connection_handler_url = \(listener.url)
            """
    }

    private static func ssl(_ listener: ServiceListener) -> String { listener.tls == nil ? "" : ", ssl_options.enable = true" }

    /// All of it, in several lines.
    public var description: String {
        """
        Gateways are reached at: \(adapter)
        \(gatewayConfiguration() ?? "")
        """
    }
}

extension AdapterAddress: CustomStringConvertible {
    /// In words.
    public var description: String {
        switch kind {
        case .caller(let port): "port \(port) of whoever calls"
        case .fixed(let addresses): addresses.map(\.description).joined(separator: ", ")
        }
    }

    /// The port to be configured at the gateway; EMQX's example's where it isn't known.
    fileprivate var port: Int {
        switch kind {
        case .caller(let port): port
        case .fixed(let addresses): addresses.first?.port ?? 9100
        }
    }
}
