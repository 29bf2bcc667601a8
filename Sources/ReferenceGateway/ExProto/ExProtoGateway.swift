import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The parts of an ExProto gateway, put together: listeners, handlers, and the ConnectionAdapter's server.
final class ExProtoGateway: Sendable {
    private let configuration: ExProtoConfiguration
    private let group: MultiThreadedEventLoopGroup
    private let loops: [LoopContext]
    private let parts: GatewayParts
    private let certificates: CertificateStore
    private let handlers: HandlerClients
    private let adapter: GRPCServer
    private let listeners: [(name: String, listener: DeviceListener)]
    private let channels = NIOLockedValueBox<[any Channel]>([])
    private let logger: Logger

    /// Reads the certificates. The group is the gateway's from then on, which ends it in its shutdown; not if this throws.
    init(configuration: GatewayConfiguration, broker: any Broker, group: MultiThreadedEventLoopGroup, logger: Logger) throws {
        self.configuration = configuration.exproto
        self.logger = logger
        self.group = group
        loops = group.makeIterator().map { LoopContext(eventLoop: $0) }
        parts = GatewayParts(
            broker: broker,
            stamp: MessageStamp(node: configuration.nodeName),
            devices: DeviceDirectory(),
            logger: logger,
            occasionalLog: OccasionalLog(logger),
            handlerMetrics: configuration.exproto.collectsMetrics ? HandlerCallMetrics() : nil
        )
        let certificates = CertificateStore(logger: logger)
        self.certificates = certificates
        handlers = HandlerClients(group: group, loops: loops, certificates: certificates, logger: logger)
        listeners = try Self.makeListeners(configuration.exproto, parts, loops, handlers, certificates)
        // Last, since a server has a thread from the start, which only its shutdown ends.
        adapter = try Self.makeAdapter(configuration.exproto, parts, group, certificates)
    }

    private static func makeAdapter(
        _ gateway: ExProtoConfiguration,
        _ parts: GatewayParts,
        _ group: MultiThreadedEventLoopGroup,
        _ certificates: CertificateStore
    ) throws -> GRPCServer {
        let configuration = gateway.server
        let metrics = gateway.collectsMetrics ? AdapterCallMetrics() : nil
        let methods = ConnectionAdapter(devices: parts.devices, broker: parts.broker, stamp: parts.stamp, metrics: metrics).methods
        let health = HealthService(services: [ConnectionAdapterMethod.serviceName])
        let all = methods + health.methods
        let security = try configuration.tls.map {
            TransportSecurity.server(try certificates.server($0, applicationProtocols: TransportSecurity.applicationProtocols))
        }
        let address = ListenAddress.tcp(host: configuration.address.host, port: configuration.address.port)
        return GRPCServer(
            methods: all + ReflectionService(methods: all).methods,
            configuration: .init(listening: [.init(address, security: security)]),
            group: group,
            logger: parts.logger
        )
    }

    private static func makeListeners(
        _ configuration: ExProtoConfiguration,
        _ parts: GatewayParts,
        _ loops: [LoopContext],
        _ handlers: HandlerClients,
        _ certificates: CertificateStore
    ) throws -> [(name: String, listener: DeviceListener)] {
        try configuration.listeners.map { listener in
            let environment = DeviceEnvironment(
                settings: DeviceSettings(listener, of: configuration),
                isTLS: listener.tls != nil,
                handler: try handlers.client(for: listener.handler ?? configuration.handler),
                limit: ConnectionLimit(listener.maximumConnections),
                metrics: configuration.collectsMetrics ? ListenerMetrics(listener: listener.id) : nil,
                gateway: parts
            )
            let tls = try listener.tls.map { try certificates.server($0) }
            return (
                listener.id, DeviceListener(configuration: listener, environment: environment, tls: tls, contexts: loops)
            )
        }
    }

    var deviceCount: Int { parts.devices.count }

    func reloadCertificates() { certificates.reload() }

    /// Takes up what can be changed while the gateway runs: see `GatewayConfiguration.keysForTheNextStart`.
    func change(to configuration: ExProtoConfiguration) {
        for new in configuration.listeners {
            listeners.first { $0.name == new.id }?.listener.change(to: new, DeviceSettings(new, of: configuration))
        }
    }

    /// Devices are accepted once handlers can answer.
    func start() async throws -> GatewayAddresses {
        let bound = try await startAdapter()
        var addresses = GatewayAddresses(adapter: bound, listeners: [:])
        for (name, listener) in listeners {
            let channel = try await bind(name, listener)
            channels.withLockedValue { $0.append(channel) }
            addresses.listeners[name] = channel.localAddress
        }
        return addresses
    }

    private func startAdapter() async throws -> SocketAddress {
        do {
            guard let address = try await adapter.start().first else { throw GatewayError("the adapter has no address") }
            return address
        } catch let error as ListenError {
            throw GatewayError("the adapter can't listen on \(error.address): \(error.reason)")
        }
    }

    private func bind(_ name: String, _ listener: DeviceListener) async throws -> any Channel {
        do {
            return try await listener.bind(on: group)
        } catch {
            throw GatewayError("the listener \(name) can't be opened: \(error)")
        }
    }

    // MARK: The end

    func shutDown(within limit: Duration) async {
        for channel in channels.withLockedValue({ $0 }) { try? await channel.close() }
        for device in parts.devices.all { device.onLoop { $0.close(.shutdown) } }
        await waitForDevices(within: limit)
        await handlers.close(within: .zero)
        // Calls that were cut off have told their devices so.
        await waitForDevices(within: .seconds(1))
        await adapter.shutDownGracefully(within: limit)
        try? await group.shutdownGracefully()
    }

    private func waitForDevices(within limit: Duration) async {
        let promise = group.any().makePromise(of: Void.self)
        parts.devices.whenEmpty(promise)
        let cutOff = group.any().scheduleTask(in: .nanoseconds(limit.nanoseconds)) { promise.succeed() }
        try? await promise.futureResult.get()
        cutOff.cancel()
    }
}

extension DeviceSettings {
    fileprivate init(_ listener: ListenerConfiguration, of gateway: ExProtoConfiguration) {
        self.init(
            mountpoint: listener.mountpoint ?? gateway.mountpoint,
            idleTimeout: gateway.idleTimeout,
            sendTimeout: listener.sendTimeout,
            closesAfterSendTimeout: listener.closesAfterSendTimeout,
            requestTimeout: (listener.handler ?? gateway.handler).requestTimeout
        )
    }
}
