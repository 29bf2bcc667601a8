import ExtensionGRPC
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import ServiceLifecycle
import UnixSignals

/// A gateway for devices with protocols of their own: it owns their sockets, calls a `ConnectionUnaryHandler` service with what comes from
/// them, and serves the `ConnectionAdapter` to it, as EMQX's ExProto gateway does.
///
/// ```swift
/// let gateway = ReferenceGateway(configuration: try GatewayConfiguration(file: "gateway.yaml"))
/// try await gateway.runService()
/// ```
public final class ReferenceGateway: Service {
    private enum Phase: Sendable {
        case idle
        case running(ExProtoGateway)
        case ended
    }

    /// How long devices' handlers have for what is left at the end.
    private static let drainTimeout = Duration.seconds(10)

    private let configuration: GatewayConfiguration
    private let broker: any Broker
    private let logger: Logger
    private let phase = NIOLockedValueBox(Phase.idle)

    /// Makes a gateway with a broker of its own, in memory. It does nothing before ``run()``.
    public convenience init(configuration: GatewayConfiguration, logger: Logger = Logger(label: "ReferenceGateway")) {
        let broker = EmbeddedBroker(collectsMetrics: configuration.exproto.collectsMetrics)
        self.init(configuration: configuration, broker: broker, logger: logger)
    }

    package init(configuration: GatewayConfiguration, broker: any Broker, logger: Logger) {
        self.configuration = configuration
        self.broker = broker
        self.logger = logger
    }

    /// Serves until the service group shuts down gracefully or the task is cancelled; then closes the devices' connections and tells their
    /// handlers. Throws ``GatewayError`` if a port can't be opened or a certificate can't be used.
    public func run() async throws {
        let addresses = try await start()
        logger.info(
            "Serving devices.",
            metadata: [
                "adapter": "\(addresses.adapter)",
                "listeners": "\(addresses.listeners.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })",
                "handler": "\(configuration.exproto.handler.address.host):\(configuration.exproto.handler.address.port)",
            ]
        )
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Serves until SIGTERM or SIGINT. SIGHUP reads the configuration's file, certificates and keys again. Throws as ``run()`` does.
    public func runService() async throws {
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { for await _ in hangUps { self.reload() } }
            tasks.addTask { try await group.run() }
            defer { tasks.cancelAll() }
            // Both end when the service does; the signals only when they are cancelled.
            try await tasks.next()
        }
    }

    private var running: ExProtoGateway? {
        guard case .running(let gateway) = phase.withLockedValue({ $0 }) else { return nil }
        return gateway
    }

    /// Opens the ports. Returns which they are.
    @discardableResult
    package func start() async throws -> GatewayAddresses {
        guard case .idle = phase.withLockedValue({ $0 }) else { throw GatewayError("the gateway was started before") }
        let gateway = try await makeGateway()
        do {
            let addresses = try await gateway.start()
            for (key, reason) in configuration.ineffectiveKeys {
                logger.notice("A key of the configuration does nothing here.", metadata: ["key": "\(key)", "reason": "\(reason)"])
            }
            phase.withLockedValue { $0 = .running(gateway) }
            return addresses
        } catch {
            await gateway.shutDown(within: .zero)
            throw error
        }
    }

    private func makeGateway() async throws -> ExProtoGateway {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        do {
            return try ExProtoGateway(configuration: configuration, broker: broker, group: group, logger: logger)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Closes the ports and the devices' connections; handlers have so long to hear of it.
    package func shutDown(within limit: Duration = drainTimeout) async {
        let gateway = running
        phase.withLockedValue { $0 = .ended }
        await gateway?.shutDown(within: limit)
    }

    /// Reads the configuration's file, certificates and keys again, and logs what came of it. What can't be used changes nothing.
    package func reload() {
        guard let gateway = running else { return }
        gateway.reloadCertificates()
        guard let file = configuration.file else { return }
        do throws(GatewayConfigurationError) {
            let new = try GatewayConfiguration(file: file)
            gateway.change(to: new.exproto)
            logger.info("The configuration was read again.")
            warnOfKeysForTheNextStart(new)
        } catch {
            logger.error("The configuration can't be used, so the one before stays.", metadata: ["error": "\(error)"])
        }
    }

    private func warnOfKeysForTheNextStart(_ new: GatewayConfiguration) {
        let keys = new.keysForTheNextStart(since: configuration)
        guard !keys.isEmpty else { return }
        logger.warning("Some keys have changed that count from the next start on.", metadata: ["keys": "\(keys.joined(separator: ", "))"])
    }

    /// How many devices there are, those included whose end their handler hasn't heard of.
    package var deviceCount: Int { running?.deviceCount ?? 0 }
}
