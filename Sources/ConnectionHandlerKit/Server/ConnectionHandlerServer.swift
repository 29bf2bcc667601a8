import ExtensionGRPC
public import ExtensionProtocol
public import ExtensionServices
import ExtensionTLS
public import Logging
package import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Serves connections of devices to gateways of EMQX: the unary and the streaming service of ExProto on the same port, beside
/// grpc.health.v1 and server reflection.
///
/// ```swift
/// let server = ConnectionHandlerServer { connection in Telnet() }
/// try await server.runService()
/// ```
public final class ConnectionHandlerServer: Service {
    private struct Content: Sendable {
        var dispatcher: EventDispatcher
        var environment: HandlerEnvironment
        var streams: OpenStreams
        var sweep: ConnectionSweep
        var sweeping: Task<Void, Never>
    }

    private let configuration: ConnectionHandlerConfiguration
    private let host: ServiceHost<Content>
    private let logger: Logger
    private let makeRun: EventDispatcher.MakeRun

    /// Makes a server whose connections each get the handler that `makeHandler` gives. It doesn't listen before ``start()`` or ``run()``.
    public init<Handler: ConnectionHandler>(
        configuration: ConnectionHandlerConfiguration = ConnectionHandlerConfiguration(),
        logger: Logger = Logger(label: "ConnectionHandlerKit"),
        _ makeHandler: @escaping @Sendable (Connection) -> Handler
    ) {
        self.configuration = configuration
        self.logger = logger
        makeRun = { connection, environment, home, whenEnded in
            HandlerRun(makeHandler(connection), connection, environment, home: home, whenEnded: whenEnded)
        }
        host = ServiceHost(
            services: ConnectionHandlerService.allCases.map(\.rawValue),
            configuration: ServiceHostConfiguration(
                eventLoops: configuration.eventLoops,
                maximumMessageSize: configuration.maximumMessageSize,
                drainTimeout: configuration.drainTimeout,
                stallCounter: "connection_handler_stalls"
            ),
            logger: logger
        )
    }

    /// What to paste into EMQX: ``run()`` logs it. Once the server runs, with the ports that were taken.
    public var report: HandlerReport {
        HandlerReport(listeners: host.running?.listeners ?? configuration.listeners, adapter: configuration.adapter)
    }

    // MARK: Connections

    /// How many connections there are.
    public var connectionCount: Int { host.running?.state.dispatcher.sessions.count ?? 0 }

    /// A connection by the gateway's name for it (``Connection/id``), to call it from outside of its handler; nil where there is none.
    public func connection(_ id: String) -> Connection? {
        guard let content = host.running?.state else { return nil }
        return content.dispatcher.sessions[id].map { content.environment.connection($0) }
    }

    /// Publishes a message in no device's name, and under no mountpoint (RawPublish, from EMQX 5.1). Throws
    /// ``AdapterError/Code/unavailable`` where no gateway can be reached of those that are known: that have called, or are fixed.
    public func publish(_ topic: String, _ payload: some Sequence<UInt8>, qos: QoS = .atMostOnce) async throws(AdapterError) {
        let request = RawPublishRequest(topic: topic, qos: qos, payload: Array(payload))
        guard let gateways = host.running?.state.dispatcher.gateways else { throw AdapterError(.unavailable, "the server doesn't run") }
        try await gateways.callAny(.rawPublish, request)
    }

    // MARK: The start

    /// Binds the listeners and serves them from now on. Returns their addresses, with the port that was taken for port 0.
    ///
    /// Throws ``ConnectionHandlerError`` if the server was started before or an address can't be bound, and a `TLSConfigurationError` if a
    /// certificate can't be used.
    @discardableResult
    public func start() async throws -> [ServiceAddress] { try await start(on: configuration.listeners) }

    /// The same on other addresses than those of the configuration, and with another way to the gateway.
    package func start(on listeners: [ServiceListener], adapter: (any GatewayAdapter)? = nil) async throws -> [ServiceAddress] {
        do {
            return try await host.start(on: listeners) { group in
                let content = try makeContent(group, adapter)
                return (content, HandlerMethods(dispatcher: content.dispatcher, streams: content.streams).make())
            } discard: { content in
                content.sweeping.cancel()
                await content.environment.offloadPool.shutDown()
            }.listeners.map(\.address)
        } catch let error as ServiceStartError {
            throw ConnectionHandlerError(error)
        }
    }

    private func makeContent(_ group: any EventLoopGroup, _ adapter: (any GatewayAdapter)?) throws -> Content {
        let gateways = try GatewayDirectory(configuration, only: adapter, group: group, logger: logger)
        let environment = HandlerEnvironment(configuration, logger: logger)
        let dispatcher = EventDispatcher(
            environment,
            maximumConnections: configuration.maximumConnections,
            gateways: gateways,
            makeRun
        )
        let sweep = ConnectionSweep(dispatcher: dispatcher, environment: environment, idleTimeout: configuration.idleTimeout)
        return Content(
            dispatcher: dispatcher,
            environment: environment,
            streams: OpenStreams(),
            sweep: sweep,
            sweeping: Task { await sweep.repeatForever() }
        )
    }

    /// Serves until the service group shuts down gracefully or the task is cancelled; then finishes the events in flight.
    public func run() async throws {
        let addresses = try await start()
        logger.info("Serving connections.", metadata: ["listening": "\(addresses)"])
        logger.info("\(report)")
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Serves until SIGTERM or SIGINT, then finishes the events in flight. SIGHUP reads certificates and keys again.
    public func runService() async throws {
        try await runUntilSignalled(logger: logger) { self.reloadCertificatesOrWarn() }
    }

    // MARK: The end

    /// Stops accepting calls, lets handlers finish the events in flight, and ends them with ``CloseReason/Kind/shutdown``, within the
    /// configured `drainTimeout`; then cancels what is left. The devices stay connected to their gateways.
    ///
    /// A second call waits for the first. A server that was shut down isn't started again.
    public func shutDown() async {
        await host.shutDown { running in
            running.state.sweeping.cancel()
            running.state.streams.close()
        } finish: { running, deadline in
            await self.finishHandlers(running.state, on: running.group.any(), until: deadline)
            await running.state.dispatcher.gateways.close(within: .nanoseconds(max(.zero, deadline - .now()).nanoseconds))
            await running.state.environment.offloadPool.shutDown(within: max(.zero, deadline - .now()), on: running.group.any())
        }
    }

    private func finishHandlers(_ content: Content, on eventLoop: any EventLoop, until deadline: NIODeadline) async {
        let sessions = content.dispatcher.sessions.all
        for session in sessions where !session.close(.shutdown, .kit) {
            // A stream has told of its end, and events that come behind that aren't waited for any more.
            session.closeIsDue()
        }
        let wait = BoundedWait(on: eventLoop)
        Task.detached {
            for session in sessions { await session.finish() }
            wait.finish()
        }
        await wait.wait(within: max(.zero, deadline - .now()))
        let left = content.dispatcher.sessions.all.filter(\.isHandling)
        guard !left.isEmpty else { return }
        for session in left { session.cancel() }
        logger.warning("Handlers hadn't finished before the shutdown.", metadata: ["count": "\(left.count)"])
    }

    /// Tells clients of grpc.health.v1, such as load balancers, whether calls are welcome. They are from the start, until the shutdown.
    ///
    /// It has no effect on calls that come nevertheless; EMQX itself doesn't ask.
    public func setServing(_ isServing: Bool) { host.health.setServing(isServing) }

    /// Reads certificates and keys again, for connections that come from now on. Those that are there go on with what they have.
    ///
    /// Blocks for the files. Where one can't be used what was there stays, and the first such error is thrown at the end.
    public func reloadCertificates() throws { try host.reloadCertificates(and: adapterTLS) }

    package func reloadCertificatesOrWarn() { host.reloadCertificatesOrWarn(and: adapterTLS) }

    private var adapterTLS: [ReloadableTLSContext] { (host.running?.state.dispatcher.gateways.tls).map { [$0] } ?? [] }
}

// For ExtensionTestKit and tests.
extension ConnectionHandlerServer {
    /// Serves the gateway at the other end of a connected socket, which belongs to the server from then on.
    package func adopt(socket: CInt) async throws {
        guard let running = host.running else { return }
        try await running.server.adopt(socket: socket)
    }

    /// Asks gateways for the connections that nothing has come from since then.
    package func sweep(idleSince time: NIODeadline) async { await host.running?.state.sweep.sweep(idleSince: time) }
}
