import ExtensionGRPC
import ExtensionProtocol
public import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import ServiceLifecycle
import UnixSignals

/// Serves a provider's hooks to EMQX brokers: exhook v1, v2 and v3 on the same port.
///
/// ```swift
/// let server = HookProviderServer(configuration: .init(port: 9000)) { hooks in
///     hooks.on(.clientAuthenticate) { request, _ in request.client.username == "demo" ? .allow : .deny }
/// }
/// try await server.runService()
/// ```
public final class HookProviderServer: Service {
    private struct Running {
        var server: GRPCServer
        var group: MultiThreadedEventLoopGroup
        var offloadPool: OffloadPool
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

    /// Binds the listeners and serves them from now on. Returns their addresses, with the port that was taken for port 0.
    ///
    /// Throws ``HookProviderError/noHooks`` if no hook is registered, and an error of the system if an address can't be bound.
    @discardableResult
    public func start() async throws -> [ListenAddress] {
        guard !hooks.registeredHooks.isEmpty else { throw HookProviderError.noHooks }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        let offloadPool = OffloadPool(threads: configuration.offloadThreads, queueLimit: configuration.offloadQueueLimit)
        let server = makeServer(group, offloadPool)
        do {
            let addresses = try await server.start()
            running.withLockedValue { $0 = Running(server: server, group: group, offloadPool: offloadPool) }
            return zip(configuration.listeners, addresses).map { $0.bound(to: $1) }
        } catch {
            await offloadPool.shutDown()
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Serves until the service group shuts down gracefully or the task is cancelled; then finishes the calls in flight.
    public func run() async throws {
        let addresses = try await start()
        logger.info(
            "Serving hooks.",
            metadata: ["listening": "\(addresses)", "hooks": "\(hooks.registeredHooks.map { $0.name(in: .v3) })"]
        )
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Serves until SIGTERM or SIGINT, then finishes the calls in flight.
    public func runService() async throws {
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }

    /// Stops accepting connections, lets the calls in flight finish within the configured `drainTimeout`, and closes.
    public func shutDown() async {
        guard let running = running.withLockedValue({ $0.take() }) else { return }
        await running.server.shutDownGracefully(within: configuration.drainTimeout)
        await running.offloadPool.shutDown()
        try? await running.group.shutdownGracefully()
    }

    private func makeServer(_ group: MultiThreadedEventLoopGroup, _ offloadPool: OffloadPool) -> GRPCServer {
        var limits = ServerLimits()
        limits.messageBytes = configuration.maximumMessageSize
        return GRPCServer(
            methods: ProviderMethods.make(hooks: hooks, provider: ProviderState(logger: logger, offloadPool: offloadPool)),
            configuration: .init(listeners: configuration.listeners.map(\.grpc), limits: limits),
            group: group,
            logger: logger
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

extension ListenAddress {
    fileprivate var grpc: ExtensionGRPC.ListenAddress {
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
