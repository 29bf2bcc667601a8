import ExtensionGRPC
package import ExtensionProtocol
public import ExtensionServices
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// Serves hooks to EMQX brokers: exhook v1, v2 and v3 on the same port, beside grpc.health.v1 and server reflection.
///
/// ```swift
/// let server = HookProviderServer(Greenhouse(users: users), configuration: .init(port: 9000))
/// try await server.runService()
/// ```
public final class HookProviderServer: Service {
    private let configuration: HookProviderConfiguration
    private let hooks: HookTable
    private let host: ServiceHost<ProviderState>
    private let logger: Logger

    /// Makes a server of the hooks that `register` puts in the table. It doesn't listen before ``start()`` or ``run()``.
    public init(
        configuration: HookProviderConfiguration = HookProviderConfiguration(),
        logger: Logger = Logger(label: "HookProviderKit"),
        _ register: (inout HookTable) -> Void
    ) {
        self.configuration = configuration
        self.logger = logger
        var hooks = HookTable()
        register(&hooks)
        self.hooks = hooks
        host = ServiceHost(
            services: ExHookVersion.allCases.map(\.serviceName),
            configuration: ServiceHostConfiguration(
                eventLoops: configuration.eventLoops,
                maximumMessageSize: configuration.maximumMessageSize,
                drainTimeout: configuration.drainTimeout,
                stallCounter: "hook_provider_stalls"
            ),
            logger: logger
        )
    }

    /// Makes a server of providers; see ``HookTable`` for how several work together. It doesn't listen before ``start()`` or ``run()``.
    public convenience init(
        _ providers: any HookProvider...,
        configuration: HookProviderConfiguration = HookProviderConfiguration(),
        logger: Logger = Logger(label: "HookProviderKit")
    ) {
        self.init(configuration: configuration, logger: logger) { hooks in
            for provider in providers { hooks.add(provider) }
        }
    }

    /// What is handled and what isn't, and what to paste into EMQX: ``run()`` logs it. Once the server runs, with the ports that were taken.
    public var report: ProviderReport {
        ProviderReport(hooks: hooks, listeners: host.running?.listeners ?? configuration.listeners)
    }

    /// Binds the listeners and serves them from now on. Returns their addresses, with the port that was taken for port 0.
    ///
    /// Throws ``HookProviderError`` if no hook is registered, the server was started before or an address can't be bound, and a
    /// `TLSConfigurationError` if a certificate can't be used.
    @discardableResult
    public func start() async throws -> [ServiceAddress] { try await start(on: configuration.listeners) }

    /// The same on other addresses than those of the configuration.
    package func start(on listeners: [ServiceListener]) async throws -> [ServiceAddress] {
        guard !hooks.registeredHooks.isEmpty else { throw HookProviderError.noHooks }
        do {
            return try await host.start(on: listeners) { _ in
                let state = makeState()
                return (state, ProviderMethods(hooks: hooks, provider: state).make())
            } discard: { state in
                await state.offloadPool.shutDown()
            }.listeners.map(\.address)
        } catch let error as ServiceStartError {
            throw HookProviderError(error)
        }
    }

    /// Serves until the service group shuts down gracefully or the task is cancelled; then finishes the calls in flight.
    public func run() async throws {
        let addresses = try await start()
        logger.info("Serving hooks.", metadata: ["listening": "\(addresses)"])
        logger.info("\(report)")
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Serves until SIGTERM or SIGINT, then finishes the calls in flight. SIGHUP reads certificates and keys again.
    public func runService() async throws {
        try await runUntilSignalled(logger: logger) { self.reloadCertificatesOrWarn() }
    }

    /// Stops accepting connections, lets calls in flight and background work finish within the configured `drainTimeout`, and closes.
    ///
    /// What isn't finished by then is cancelled; work in ``HookContext/offload(_:)``, which can't be, is left to itself. A second call waits
    /// for the first. A server that was shut down isn't started again.
    public func shutDown() async {
        await host.shutDown { running, deadline in
            await self.finishBackgroundWork(running.state, on: running.group.any(), until: deadline)
            await running.state.offloadPool.shutDown(within: max(.zero, deadline - .now()), on: running.group.any())
        }
    }

    private func finishBackgroundWork(_ state: ProviderState, on eventLoop: any EventLoop, until deadline: NIODeadline) async {
        let left = await state.background.finish(within: max(.zero, deadline - .now()), on: eventLoop)
        guard left > 0 else { return }
        state.background.cutOff()
        logger.warning("Notifications in the background weren't handled before the shutdown.", metadata: ["count": "\(left)"])
    }

    /// Tells clients of grpc.health.v1, such as load balancers, whether calls are welcome. They are from the start, until the shutdown.
    ///
    /// It has no effect on calls that come nevertheless; EMQX itself doesn't ask.
    public func setServing(_ isServing: Bool) { host.health.setServing(isServing) }

    private func makeState() -> ProviderState {
        ProviderState(
            logger: logger,
            offloadPool: OffloadPool(threads: configuration.offloadThreads, queueLimit: configuration.offloadQueueLimit),
            allowsIgnoredOnV2: configuration.allowsIgnoredOnEMQX50To58
        )
    }

    /// Reads certificates and keys again, for connections that come from now on. Those that are there go on with what they have.
    ///
    /// Blocks for the files. Where one can't be used its listener keeps what it had, and the first such error is thrown at the end.
    public func reloadCertificates() throws { try host.reloadCertificates() }

    package func reloadCertificatesOrWarn() { host.reloadCertificatesOrWarn() }
}

// For ExtensionTestKit.
extension HookProviderServer {
    /// Serves the broker at the other end of a connected socket, which belongs to the server from then on.
    package func adopt(socket: CInt) async throws {
        guard let running = host.running else { return }
        try await running.server.adopt(socket: socket)
    }

    /// How many notifications were dropped for want of room, by hook; hooks without a drop aren't listed.
    package var droppedNotifications: [Hook: Int] {
        hooks.handlers.mapValues { $0.backgroundLimits.reduce(0) { $0 + $1.dropped } }.filter { $0.value > 0 }
    }

    /// Waits until no notification waits or runs in the background, for as long as the configured `drainTimeout`.
    package func waitForBackgroundWork() async {
        guard let running = host.running else { return }
        _ = await running.state.background.finish(within: TimeAmount(configuration.drainTimeout), on: running.group.any())
    }
}
