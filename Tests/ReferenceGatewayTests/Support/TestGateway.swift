import ExtensionGRPC
import ExtensionProtocol
import ExtensionTLS
import Logging
import NIOCore
import NIOPosix
import OpenSSLPeer
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// How a gateway's peers are connected to it: the groups of EMQX's own suite.
enum Transport: String, CaseIterable, Sendable {
    case tcp, ssl, streaming, sslStreaming, handlerTLS, handlerByName

    /// The simplest one, and the one that differs from it the most.
    static let extremes = [tcp, sslStreaming]

    var devicesUseTLS: Bool { self == .ssl || self == .sslStreaming }
    var service: ConnectionHandlerService { self == .streaming || self == .sslStreaming ? .streaming : .unary }
    var handlerUsesTLS: Bool { self == .handlerTLS }
    var handlerHost: String { self == .handlerByName ? "localhost" : "127.0.0.1" }
    /// Why a connection has ended that its device closed.
    var closedByPeer: String { devicesUseTLS ? "{shutdown,ssl_closed}" : "{shutdown,tcp_closed}" }
}

/// A gateway between devices, a handler and a broker of the test's own.
struct TestGateway: Sendable {
    let gateway: ReferenceGateway
    let addresses: GatewayAddresses
    let broker: HookedBroker
    let handler: TestHandler
    let adapter: AdapterClient
    let log: RecordedLog
    let transport: Transport
    let handlerPort: Int
    let group: MultiThreadedEventLoopGroup

    var listener: SocketAddress { get throws { try addresses.listeners.values.first.orThrow() } }

    /// A device, and what its handler knows of it.
    func connect() async throws -> (device: TestDevice, connection: String) {
        let tls = transport.devicesUseTLS ? try Self.deviceTLS() : nil
        let device = try await TestDevice(listener, tls: tls, group: group)
        return (device, try await handler.created().orThrow().connection)
    }

    /// A device that the broker knows.
    func connectClient(_ clientID: String = "c") async throws -> (device: TestDevice, connection: String) {
        let (device, connection) = try await connect()
        guard try await adapter.authenticate(connection, as: clientID).code == .success else { throw MissingValue() }
        return (device, connection)
    }

    static func deviceTLS() throws -> TLSClientConfiguration {
        let certificates = try TestCertificates.shared.get()
        return TLSClientConfiguration(trustRoots: .file(certificates.path("ca.pem")), identity: certificates.identity("client"))
    }
}

struct MissingValue: Error {}

extension Optional {
    func orThrow() throws -> Wrapped {
        guard let self else { throw MissingValue() }
        return self
    }
}

/// Runs a gateway for as long as `body` takes.
func withGateway(
    _ transport: Transport = .tcp,
    configure: (inout ExProtoConfiguration) -> Void = { _ in },
    prepare: (inout GatewayConfiguration) throws -> Void = { _ in },
    _ body: (TestGateway) async throws -> Void
) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let handler = TestHandler(group: group)
    let certificates = try TestCertificates.shared.get()
    let handlerTLS = transport.handlerUsesTLS ? TLSServerConfiguration(identity: certificates.identity("server")) : nil
    try await handler.serve(tls: handlerTLS) { port in
        var configuration = try GatewayConfiguration(exproto: .test(transport, handlerPort: port))
        configure(&configuration.exproto)
        try prepare(&configuration)
        let (broker, log) = (HookedBroker(), RecordedLog())
        let gateway = ReferenceGateway(configuration: configuration, broker: broker, logger: log.logger)
        let addresses = try await gateway.start()
        let adapterTLS = configuration.exproto.server.tls == nil ? nil : try TestGateway.deviceTLS()
        let test = TestGateway(
            gateway: gateway,
            addresses: addresses,
            broker: broker,
            handler: handler,
            adapter: try AdapterClient(addresses.adapter, tls: adapterTLS, group: group),
            log: log,
            transport: transport,
            handlerPort: port,
            group: group
        )
        do {
            try await body(test)
        } catch {
            Issue.record("\(error), after the gateway had logged:\n\(log.lines(containing: "").joined(separator: "\n"))")
            await end(test)
            throw error
        }
        await end(test)
    }
    try await group.shutdownGracefully()
}

private func end(_ test: TestGateway) async {
    await test.adapter.client.close(within: .zero)
    await test.gateway.shutDown(within: .seconds(2))
}

extension ExProtoConfiguration {
    fileprivate static func test(_ transport: Transport, handlerPort: Int) throws -> ExProtoConfiguration {
        let certificates = try TestCertificates.shared.get()
        let roots = certificates.path("ca.pem")
        let tls = TLSServerConfiguration(identity: certificates.identity("server"), clientVerification: .required(trustRootsFile: roots))
        return ExProtoConfiguration(
            server: AdapterConfiguration(address: BindAddress(host: "127.0.0.1", port: 0)),
            handler: HandlerConfiguration(
                address: BindAddress(host: transport.handlerHost, port: handlerPort),
                service: transport.service,
                tls: transport.handlerUsesTLS ? TLSClientConfiguration(trustRoots: .file(roots)) : nil
            ),
            listeners: [
                ListenerConfiguration(address: BindAddress(host: "127.0.0.1", port: 0), tls: transport.devicesUseTLS ? tls : nil)
            ]
        )
    }
}
