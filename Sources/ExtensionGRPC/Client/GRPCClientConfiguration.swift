/// Which servers a `GRPCClient` calls, and how.
package struct GRPCClientConfiguration: Sendable {
    /// Says whether a server is healthy, beyond that it can be connected to: watches it over one connection, calls `report` whenever its
    /// health changes, and ends with its task. A connection is used from the first report on.
    package typealias HealthWatch =
        @Sendable (_ connection: ClientConnection, _ report: @escaping @Sendable (_ isServing: Bool) -> Void) async -> Void

    /// The servers, any of which can take a call. A name stands for all of its addresses, which are asked for again when one fails.
    package var addresses: [ListenAddress]
    /// How many connections there may be to each address. 1 by default. They are spread over the event loops.
    package var connectionsPerAddress = 1
    /// Whether all connections are made at once and renewed when they are lost. By default a call makes them that needs them. An address
    /// that has failed is tried until it is back, in any case.
    package var connectsEagerly = false
    /// How many calls one connection takes at once, if its server doesn't want fewer. 10,000 by default. Others wait, or take another
    /// connection if they have no key.
    package var maximumConcurrentCalls = 10_000
    /// How many calls may wait for a connection. 10,000 by default. Another one fails with RESOURCE_EXHAUSTED.
    package var maximumWaitingCalls = 10_000
    /// The waits between attempts at an address, or a name, that has failed.
    package var backoff = ConnectBackoff()
    /// How each connection is. Keepalive is on by default. Its `security` isn't used.
    package var connection = ClientConnection.Configuration()
    /// How connections are secured, by the host that they are made for: the one of `addresses`, never what it resolves to. "localhost" for
    /// Unix sockets. Nil for plain text.
    package var security: (@Sendable (_ host: String) -> TransportSecurity)?
    /// Nil where a server that can be connected to is healthy, the default.
    package var healthWatch: HealthWatch?
    /// Where addresses of names come from. The operating system by default.
    package var resolver = NameResolver.system

    package init(addresses: [ListenAddress]) {
        self.addresses = addresses
        connection.keepalive = Keepalive()
    }

    var pool: GRPCClient.Pool.Configuration {
        .init(
            connectionsPerAddress: connectionsPerAddress,
            connectsEagerly: connectsEagerly,
            maximumConcurrentCalls: maximumConcurrentCalls,
            maximumWaitingCalls: maximumWaitingCalls,
            backoff: backoff
        )
    }

    func connection(to address: ListenAddress) -> ClientConnection.Configuration {
        var configuration = connection
        configuration.security = security?(address.host)
        return configuration
    }
}

extension ListenAddress {
    fileprivate var host: String {
        switch self {
        case .tcp(let host, _): host
        case .unixSocket: "localhost"
        }
    }
}
