public import ExtensionServices

/// Where the `ConnectionAdapter` of the gateways is found: the server that their configuration has for handlers to call.
public struct AdapterAddress: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case caller(port: Int)
        case fixed([ServiceAddress])
    }

    let kind: Kind

    /// At the address that the gateway calls from, on this port: every node of a cluster is asked for its own connections. EMQX's examples
    /// use 9100.
    public static func caller(port: Int) -> AdapterAddress { AdapterAddress(kind: .caller(port: port)) }

    /// At this address, or at one of several, whoever calls: for gateways behind a proxy or on a Unix socket. Any node of an EMQX cluster
    /// finds the connections of all.
    public static func fixed(_ addresses: ServiceAddress...) -> AdapterAddress { AdapterAddress(kind: .fixed(addresses)) }
}
