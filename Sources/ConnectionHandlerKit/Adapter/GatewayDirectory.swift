import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// The adapters of the gateways that call, each found by where it calls from.
final class GatewayDirectory: Sendable {
    /// Anyone who can connect can claim to be a gateway.
    private static let limit = 1_000

    private struct Gateway {
        var adapter: GRPCAdapter
        /// Whether a connection was opened there since the last ``closeUnused()``.
        var isFresh = true
    }

    private let address: AdapterAddress
    /// For all gateways, in tests.
    private let only: (any GatewayAdapter)?
    private let timeout: Duration
    /// Nil without TLS.
    let tls: ReloadableTLSContext?
    private let group: any EventLoopGroup
    private let logger: Logger
    private let metrics = AdapterMetrics()
    private let gateways = NIOLockedValueBox<[String: Gateway]>([:])

    init(
        _ configuration: ConnectionHandlerConfiguration,
        only: (any GatewayAdapter)? = nil,
        group: any EventLoopGroup,
        logger: Logger
    ) throws {
        address = configuration.adapter
        self.only = only
        timeout = configuration.adapterTimeout
        tls = try configuration.adapterTLS.map {
            try ReloadableTLSContext(client: $0, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger)
        }
        self.group = group
        self.logger = logger
    }

    /// The adapter of a gateway that calls from `peer`, an address with a port.
    func gateway(of peer: String) -> any GatewayAdapter {
        if let only { return only }
        switch address.kind {
        case .fixed(let addresses): return adapter("", addresses.map(\.grpc))
        case .caller(let port):
            guard let host = Self.host(of: peer) else {
                return UnknownGateway(reason: "a gateway at \(peer) has no address to call: configure a fixed one")
            }
            return adapter(host, [.tcp(host: host, port: port)])
        }
    }

    private func adapter(_ name: String, _ addresses: [ListenAddress]) -> any GatewayAdapter {
        let adapter: GRPCAdapter? = gateways.withLockedValue { gateways in
            guard gateways[name] != nil || gateways.count < Self.limit else { return nil }
            let adapter =
                gateways[name]?.adapter ?? GRPCAdapter(client: makeClient(addresses), timeout: timeout, metrics: metrics)
            gateways[name] = Gateway(adapter: adapter)
            return adapter
        }
        return adapter ?? UnknownGateway(reason: "there are more than \(Self.limit) gateways")
    }

    private func makeClient(_ addresses: [ListenAddress]) -> GRPCClient {
        var configuration = GRPCClientConfiguration(addresses: addresses)
        // All of a gateway's devices may want something at once, as when a message goes to each; handlers await their calls.
        configuration.maximumConcurrentCalls = .max
        configuration.maximumWaitingCalls = .max
        // A gateway that is back has devices at once, whose handlers fail until it is found.
        configuration.backoff.maximum = .seconds(2)
        if let tls { configuration.security = { host in .client(tls, host: host) } }
        return GRPCClient(configuration: configuration, group: group, logger: logger)
    }

    /// `1.2.3.4` of `1.2.3.4:5`, `::1` of `[::1]:5`; nil for what isn't an IP address.
    static func host(of peer: String) -> String? {
        guard !peer.hasPrefix("unix:"), let colon = peer.lastIndex(of: ":") else { return nil }
        let host = peer[..<colon]
        return host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : String(host)
    }

    /// How many gateways are known.
    var count: Int { gateways.withLockedValue { $0.count } }

    /// Calls one gateway after the other, for what isn't about a connection, until one is there.
    func callAny(_ method: ConnectionAdapterMethod, _ request: some WireMessage) async throws(AdapterError) {
        var failure = AdapterError(.unavailable, "no gateway is known yet")
        for gateway in all {
            do throws(AdapterError) {
                return try await gateway.call(method, request, connection: "")
            } catch {
                guard error.code == .unavailable, error.wasNotDone else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private var all: [any GatewayAdapter] {
        if let only { return [only] }
        if case .fixed = address.kind { return [gateway(of: "")] }
        return gateways.withLockedValue { $0.values.map(\.adapter) }
    }

    // MARK: The end

    /// Closes the connections to gateways that none of `sessions` uses, and that nothing has come from since the last time.
    func closeUnused(_ sessions: [ConnectionSession]) async {
        let used = Set(sessions.compactMap { ($0.gateway as? GRPCAdapter).map(ObjectIdentifier.init) })
        let unused = gateways.withLockedValue { gateways in
            let unused = gateways.filter { !$0.value.isFresh && !used.contains(ObjectIdentifier($0.value.adapter)) }
            for name in unused.keys { gateways[name] = nil }
            for name in gateways.keys { gateways[name]?.isFresh = false }
            return unused.values.map(\.adapter.client)
        }
        for client in unused { await client.close(within: timeout) }
    }

    func close(within bound: Duration) async {
        let clients = gateways.withLockedValue { gateways in
            defer { gateways = [:] }
            return gateways.values.map(\.adapter.client)
        }
        await withTaskGroup { tasks in
            for client in clients { tasks.addTask { await client.close(within: bound) } }
        }
    }
}
