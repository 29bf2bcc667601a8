package import ArgumentParser
package import ConnectionHandlerKit
package import ServiceCommand

/// Where gateways reach the handler, and it them.
package struct HandlerOptions: ParsableArguments {
    @OptionGroup
    package var listen: ListenOptions

    @Option(
        help: ArgumentHelp(
            "Where the gateway's ConnectionAdapter is; by default on port 9100 of whoever calls.",
            valueName: "host:port"
        )
    )
    package var adapter: String?

    @Flag(help: "Go on with devices that were connected before this process; by default they are closed.")
    package var adopt = false

    package init() {}

    package func validate() throws {
        guard adapter == nil || adapterAddress != nil else { throw ValidationError("'\(adapter ?? "")' isn't HOST:PORT.") }
    }

    /// The configuration that the options ask for.
    package var configuration: ConnectionHandlerConfiguration {
        var configuration = ConnectionHandlerConfiguration(listeners: listen.listeners(defaultPort: 9001))
        configuration.eventLoops = listen.loops
        if let adapterAddress { configuration.adapter = adapterAddress }
        if adopt { configuration.unseenConnections = .adopt }
        return configuration
    }

    private var adapterAddress: AdapterAddress? {
        guard let adapter, let colon = adapter.lastIndex(of: ":"), let port = Int(adapter[adapter.index(after: colon)...]),
            (1...65_535).contains(port)
        else { return nil }
        var host = adapter[..<colon]
        // As IPv6 addresses are written in front of a port.
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : .fixed(.tcp(host: String(host), port: port))
    }
}
