import CoreMetrics
import ExtensionGRPC
package import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import ServiceLifecycle
import UnixSignals

/// Serves hooks to EMQX brokers: exhook v1, v2 and v3 on the same port, beside grpc.health.v1 and server reflection.
///
/// ```swift
/// let server = HookProviderServer(Greenhouse(users: users), configuration: .init(port: 9000))
/// try await server.runService()
/// ```
public final class HookProviderServer: Service {
    private struct Running {
        var server: GRPCServer
        var group: MultiThreadedEventLoopGroup
        var state: ProviderState
        var listeners: [HookListener]
        var tlsContexts: [ReloadableTLSContext]
    }

    private enum Phase {
        case idle, starting
        case running(Running)
        /// Several may wait for the one shutdown.
        case ending(Task<Void, Never>)
    }

    private let configuration: HookProviderConfiguration
    private let hooks: HookTable
    let logger: Logger
    private let health = HealthService(services: ExHookVersion.allCases.map(\.serviceName))
    private let phase = NIOLockedValueBox(Phase.idle)

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

    private var running: Running? {
        guard case .running(let running) = phase.withLockedValue({ $0 }) else { return nil }
        return running
    }

    var tlsContexts: [ReloadableTLSContext] { running?.tlsContexts ?? [] }

    /// What is handled and what isn't, and what to paste into EMQX: ``run()`` logs it. Once the server runs, with the ports that were taken.
    public var report: ProviderReport {
        ProviderReport(hooks: hooks, listeners: running?.listeners ?? configuration.listeners)
    }

    /// Binds the listeners and serves them from now on. Returns their addresses, with the port that was taken for port 0.
    ///
    /// Throws ``HookProviderError`` if no hook is registered, the server was started before or an address can't be bound, and a
    /// `TLSConfigurationError` if a certificate can't be used.
    @discardableResult
    public func start() async throws -> [ListenAddress] { try await start(on: configuration.listeners) }

    /// The same on other addresses than those of the configuration.
    package func start(on listeners: [HookListener]) async throws -> [ListenAddress] {
        guard !hooks.registeredHooks.isEmpty else { throw HookProviderError.noHooks }
        try phase.withLockedValue { phase in
            guard case .idle = phase else { throw HookProviderError.alreadyStarted }
            phase = .starting
        }
        do {
            let running = try await launch(listeners)
            phase.withLockedValue { $0 = .running(running) }
            return running.listeners.map(\.address)
        } catch {
            phase.withLockedValue { $0 = .idle }
            throw error
        }
    }

    private func launch(_ listeners: [HookListener]) async throws -> Running {
        let tlsContexts = try listeners.map { try $0.makeTLSContext(logger: logger) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        let state = makeState()
        let secured = zip(listeners, tlsContexts).map { listener, context in
            GRPCServer.Listener(listener.address.grpc, security: context.map { .server($0) })
        }
        let server = makeServer(group, state, secured)
        do {
            let bound = zip(listeners, try await server.start()).map { $0.bound(to: $1) }
            return Running(server: server, group: group, state: state, listeners: bound, tlsContexts: tlsContexts.compactMap(\.self))
        } catch {
            await state.offloadPool.shutDown()
            try? await group.shutdownGracefully()
            guard let refused = error as? ListenError else { throw error }
            throw HookProviderError.cannotListen(on: "\(refused.address)", reason: refused.reason)
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
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { for await _ in hangUps { self.reloadCertificatesOrWarn() } }
            tasks.addTask { try await group.run() }
            defer { tasks.cancelAll() }
            // Both end when the service does; the signals only when they are cancelled.
            try await tasks.next()
        }
    }

    /// Stops accepting connections, lets calls in flight and background work finish within the configured `drainTimeout`, and closes.
    ///
    /// What isn't finished by then is cancelled; work in ``HookContext/offload(_:)``, which can't be, is left to itself. A second call waits
    /// for the first. A server that was shut down isn't started again.
    public func shutDown() async {
        let ending: Task<Void, Never>? = phase.withLockedValue { phase in
            switch phase {
            case .idle, .starting: return nil
            case .ending(let task): return task
            case .running(let running):
                let task = Task.detached { await self.end(running) }
                phase = .ending(task)
                return task
            }
        }
        await ending?.value
    }

    private func end(_ running: Running) async {
        let deadline = NIODeadline.now() + TimeAmount(configuration.drainTimeout)
        health.shutDown()
        await running.server.shutDownGracefully(within: configuration.drainTimeout)
        await finishBackgroundWork(running, within: max(.zero, deadline - .now()))
        await finishOffloadedWork(running, within: max(.zero, deadline - .now()))
        try? await running.group.shutdownGracefully()
    }

    private func finishBackgroundWork(_ running: Running, within bound: TimeAmount) async {
        let left = await running.state.background.finish(within: bound, on: running.group.any())
        guard left > 0 else { return }
        running.state.background.cutOff()
        logger.warning("Notifications in the background weren't handled before the shutdown.", metadata: ["count": "\(left)"])
    }

    private func finishOffloadedWork(_ running: Running, within bound: TimeAmount) async {
        let wait = BoundedWait(on: running.group.any())
        let pool = running.state.offloadPool
        Task.detached {
            await pool.shutDown()
            wait.finish()
        }
        await wait.wait(within: bound)
    }

    /// Tells clients of grpc.health.v1, such as load balancers, whether calls are welcome. They are from the start, until the shutdown.
    ///
    /// It has no effect on calls that come nevertheless; EMQX itself doesn't ask.
    public func setServing(_ isServing: Bool) { health.setServing(isServing) }

    private func makeState() -> ProviderState {
        ProviderState(
            logger: logger,
            offloadPool: OffloadPool(threads: configuration.offloadThreads, queueLimit: configuration.offloadQueueLimit),
            allowsIgnoredOnV2: configuration.allowsIgnoredOnEMQX50To58
        )
    }

    private func makeServer(
        _ group: MultiThreadedEventLoopGroup,
        _ state: ProviderState,
        _ listeners: [GRPCServer.Listener]
    ) -> GRPCServer {
        var limits = ServerLimits()
        limits.messageBytes = configuration.maximumMessageSize
        limits.unfinishedBytesPerConnection = max(limits.unfinishedBytesPerConnection, 2 * configuration.maximumMessageSize)
        let stalls = MetricsSystem.isInstalled ? Counter(label: "hook_provider_stalls") : nil
        let methods = ProviderMethods(hooks: hooks, provider: state).make() + health.methods
        return GRPCServer(
            methods: methods + ReflectionService(methods: methods).methods,
            configuration: .init(listening: listeners, limits: limits),
            group: group,
            logger: logger,
            onStall: { stalls?.increment() }
        )
    }
}

// For ExtensionTestKit.
extension HookProviderServer {
    /// Serves the broker at the other end of a connected socket, which belongs to the server from then on.
    package func adopt(socket: CInt) async throws {
        guard let running else { return }
        try await running.server.adopt(socket: socket)
    }

    /// How many notifications were dropped for want of room, by hook; hooks without a drop aren't listed.
    package var droppedNotifications: [Hook: Int] {
        hooks.handlers.mapValues { $0.backgroundLimits.reduce(0) { $0 + $1.dropped } }.filter { $0.value > 0 }
    }

    /// Waits until no notification waits or runs in the background, for as long as the configured `drainTimeout`.
    package func waitForBackgroundWork() async {
        guard let running else { return }
        _ = await running.state.background.finish(within: TimeAmount(configuration.drainTimeout), on: running.group.any())
    }
}
