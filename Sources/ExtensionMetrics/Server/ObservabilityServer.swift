public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Serves `/metrics` to Prometheus, and `/healthz` and `/readyz` to whoever supervises the process, over HTTP/1.1.
///
/// - `/metrics` answers with all metrics in Prometheus' text format 0.0.4.
/// - `/healthz` answers 200 for as long as the process can answer at all.
/// - `/readyz` answers 200 when all checks pass, else 503 with a line for each that doesn't.
///
/// In a `ServiceGroup`, list it first: services are shut down in reverse order, so it reports until the others have finished.
public final class ObservabilityServer: Service {
    private let configuration: ObservabilityServerConfiguration
    private let endpoints: Endpoints
    private let logger: Logger
    private let connections: OpenConnections
    private let listening = NIOLockedValueBox<(any Channel)?>(nil)

    /// Makes a server, which doesn't listen before ``start()`` or ``run()``. Without metrics, `/metrics` answers 404.
    public init(
        configuration: ObservabilityServerConfiguration = ObservabilityServerConfiguration(),
        metrics: PrometheusMetrics? = nil,
        readinessChecks: [ReadinessCheck] = [],
        logger: Logger = Logger(label: "ExtensionMetrics")
    ) {
        self.configuration = configuration
        self.logger = logger
        endpoints = Endpoints(metrics: metrics, readiness: Readiness(readinessChecks, logger: logger))
        connections = OpenConnections(maximum: configuration.maximumConnections)
    }

    /// Binds the address and serves from now on. Returns the port; throws ``ObservabilityServerError`` if the address can't be bound.
    @discardableResult
    public func start() async throws -> Int {
        let channel: any Channel
        do {
            channel = try await bind()
        } catch {
            let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
            throw ObservabilityServerError.cannotListen(on: "\(configuration.host):\(configuration.port)", reason: reason)
        }
        listening.withLockedValue { $0 = channel }
        return channel.localAddress?.port ?? configuration.port
    }

    private func bind() async throws -> any Channel {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try self.initialize(channel) } }
            .bind(host: configuration.host, port: configuration.port)
            .get()
    }

    /// Serves until the service group shuts down gracefully or the task is cancelled; then finishes the responses under way.
    public func run() async throws {
        let port = try await start()
        logger.info("Serving metrics and health.", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Stops accepting connections, finishes the responses under way within the configured `drainTimeout`, and closes.
    public func shutDown() async {
        guard let channel = listening.withLockedValue({ $0.take() }) else { return }
        try? await channel.close()
        await connections.drain(within: TimeAmount(configuration.drainTimeout))
    }

    private func initialize(_ channel: any Channel) throws {
        guard connections.admit(channel) else {
            logger.debug("A connection is refused: there are too many.", metadata: ["maximum": "\(configuration.maximumConnections)"])
            return channel.close(promise: nil)
        }
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withErrorHandling: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: Self.requestHeadLimits
        )
        let handler = ExchangeHandler(endpoints: endpoints, clientTimeout: TimeAmount(configuration.clientTimeout))
        try channel.pipeline.syncOperations.addHandler(handler)
    }

    private static let requestHeadLimits: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 8 << 10
        limits.maxHeaderListSize = 16 << 10
        limits.maxHeaderFieldCount = 64
        return limits
    }()
}
