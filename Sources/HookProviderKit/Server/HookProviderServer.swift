import CoreMetrics
package import ExtensionGRPC
package import ExtensionProtocol
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import ServiceLifecycle
import UnixSignals

/// Serves hooks to EMQX brokers: exhook v1, v2 and v3 on the same port.
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
        var addresses: [ListenAddress]
    }

    private let configuration: HookProviderConfiguration
    private let hooks: HookTable
    private let logger: Logger
    private let running = NIOLockedValueBox<Running?>(nil)

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

    /// What is handled and what isn't, and what to paste into EMQX: ``run()`` logs it. Once the server runs, with the ports that were taken.
    public var report: ProviderReport {
        ProviderReport(hooks: hooks, listeners: running.withLockedValue { $0?.addresses } ?? configuration.listeners)
    }

    /// Binds the listeners and serves them from now on. Returns their addresses, with the port that was taken for port 0.
    ///
    /// Throws ``HookProviderError/noHooks`` if no hook is registered, and an error of the system if an address can't be bound.
    @discardableResult
    public func start() async throws -> [ListenAddress] { try await start(on: configuration.listeners) }

    /// The same on other addresses than those of the configuration.
    package func start(on listeners: [ListenAddress]) async throws -> [ListenAddress] {
        guard !hooks.registeredHooks.isEmpty else { throw HookProviderError.noHooks }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        let state = makeState()
        let server = makeServer(group, state, listeners)
        do {
            let addresses = zip(listeners, try await server.start()).map { $0.bound(to: $1) }
            running.withLockedValue { $0 = Running(server: server, group: group, state: state, addresses: addresses) }
            return addresses
        } catch {
            await state.offloadPool.shutDown()
            try? await group.shutdownGracefully()
            throw error
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

    /// Serves until SIGTERM or SIGINT, then finishes the calls in flight.
    public func runService() async throws {
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }

    /// Stops accepting connections, lets calls in flight and background work finish within the configured `drainTimeout`, and closes.
    public func shutDown() async {
        guard let running = running.withLockedValue({ $0.take() }) else { return }
        let deadline = NIODeadline.now() + TimeAmount(configuration.drainTimeout)
        await running.server.shutDownGracefully(within: configuration.drainTimeout)
        await finishBackgroundWork(running, within: max(.zero, deadline - .now()))
        await running.state.offloadPool.shutDown()
        try? await running.group.shutdownGracefully()
    }

    private func finishBackgroundWork(_ running: Running, within bound: TimeAmount) async {
        let left = await running.state.background.finish(within: bound, on: running.group.any())
        guard left > 0 else { return }
        logger.warning("Notifications in the background weren't handled before the shutdown.", metadata: ["count": "\(left)"])
    }

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
        _ listeners: [ListenAddress]
    ) -> GRPCServer {
        var limits = ServerLimits()
        limits.messageBytes = configuration.maximumMessageSize
        let stalls = MetricsSystem.isInstalled ? Counter(label: "hook_provider_stalls") : nil
        return GRPCServer(
            methods: ProviderMethods(hooks: hooks, provider: state).make(),
            configuration: .init(listeners: listeners.map(\.grpc), limits: limits),
            group: group,
            logger: logger,
            onStall: { stalls?.increment() }
        )
    }
}

/// Why a ``HookProviderServer`` doesn't start.
public enum HookProviderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No hook is registered, so no broker would ever call.
    case noHooks

    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .noHooks: "No hook is registered: register at least one with hooks.on(…), or no broker will ever call this provider."
        }
    }
}

extension HookProviderServer {
    /// How many notifications were dropped for want of room, by hook; hooks without a drop aren't listed.
    package var droppedNotifications: [Hook: Int] {
        hooks.handlers.mapValues { $0.backgroundLimits.reduce(0) { $0 + $1.dropped } }.filter { $0.value > 0 }
    }

    /// Waits until no notification waits or runs in the background, for as long as the configured `drainTimeout`.
    package func waitForBackgroundWork() async {
        guard let running = running.withLockedValue({ $0 }) else { return }
        _ = await running.state.background.finish(within: TimeAmount(configuration.drainTimeout), on: running.group.any())
    }
}

extension ListenAddress {
    package var grpc: ExtensionGRPC.ListenAddress {
        switch kind {
        case .tcp(let host, let port): .tcp(host: host, port: port)
        case .unixSocket(let path): .unixSocket(path: path)
        }
    }

    /// The same address, with the port that was taken.
    fileprivate func bound(to address: SocketAddress) -> ListenAddress {
        guard case .tcp(let host, _) = kind, let port = address.port else { return self }
        return .tcp(host: host, port: port)
    }
}
