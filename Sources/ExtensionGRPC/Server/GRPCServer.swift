package import Logging
import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix

/// Where a server listens.
package enum ListenAddress: Sendable, Hashable {
    /// Port 0 takes a free port.
    case tcp(host: String, port: Int)
    /// A stale socket file of an earlier process is replaced.
    case unixSocket(path: String)
}

/// A gRPC server over HTTP/2, on as many event loops as it is given.
package final class GRPCServer: Sendable {
    package struct Configuration: Sendable {
        package var listeners: [ListenAddress]
        package var limits: ServerLimits

        package init(listeners: [ListenAddress], limits: ServerLimits = ServerLimits()) {
            self.listeners = listeners
            self.limits = limits
        }
    }

    private struct State {
        var listening: [any Channel] = []
        var isShutDown = false
    }

    private let configuration: Configuration
    private let environment: ServerEnvironment
    private let group: any EventLoopGroup
    private let registries: [ObjectIdentifier: ConnectionRegistry]
    private let watchdog: StallWatchdog
    private let state = NIOLockedValueBox(State())

    /// `onStall` is called, on a thread of its own, whenever `stallCount` grows.
    package init(
        methods: [RPCMethod],
        configuration: Configuration,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger,
        onStall: @escaping @Sendable () -> Void = {}
    ) {
        self.configuration = configuration
        self.group = group
        let table = MethodTable(methods)
        environment = ServerEnvironment(methods: table, limits: configuration.limits, logger: logger)
        let contexts = Array(group.makeIterator()).map { LoopContext(eventLoop: $0) }
        registries = Dictionary(uniqueKeysWithValues: contexts.map { (ObjectIdentifier($0.eventLoop), ConnectionRegistry(loop: $0)) })
        watchdog = StallWatchdog(contexts: contexts, methodNames: table.names, logger: logger, onStall: onStall)
    }

    /// How often a handler kept its event loop for longer than 100 ms.
    package var stallCount: Int { watchdog.stallCount }

    /// Binds every listener; returns their addresses in the order of the configuration. Throws when one can't be bound, and then none is.
    package func start() async throws -> [SocketAddress] {
        do {
            for listener in configuration.listeners {
                let channel = try await bind(listener)
                state.withLockedValue { $0.listening.append(channel) }
            }
        } catch {
            await closeListeners()
            throw error
        }
        watchdog.start()
        return state.withLockedValue { $0.listening.compactMap(\.localAddress) }
    }

    private func bind(_ listener: ListenAddress) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in self.initialize(channel) }
        switch listener {
        case .tcp(let host, let port):
            return
                try await bootstrap
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.socketOption(.so_keepalive), value: 1)
                .bind(host: host, port: port).get()
        case .unixSocket(let path):
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
    }

    private func initialize(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard let registry = self.registries[ObjectIdentifier(channel.eventLoop)] else {
                preconditionFailure("a channel on a loop that isn't of the server's group")
            }
            let handler = ServerChannelHandler(loop: registry.loop, environment: self.environment, registry: registry)
            try channel.pipeline.syncOperations.addHandler(handler)
        }
    }

    /// Stops accepting, lets the calls in flight finish and the peers leave, and cuts off what is left after `bound`. Repeated calls do nothing.
    package func shutDownGracefully(within bound: Duration) async {
        let isFirst = state.withLockedValue { state in
            defer { state.isShutDown = true }
            return !state.isShutDown
        }
        guard isFirst else { return }
        await closeListeners()
        await drainConnections(within: bound)
        await watchdog.stop()
    }

    private func closeListeners() async {
        let channels = state.withLockedValue { state in
            defer { state.listening = [] }
            return state.listening
        }
        for channel in channels { try? await channel.close() }
    }

    private func drainConnections(within bound: Duration) async {
        let drains = registries.values.map { registry in
            let cutOff = registry.loop.eventLoop.scheduleTask(in: .nanoseconds(bound.nanoseconds)) { registry.abort() }
            return registry.loop.eventLoop.flatSubmit { registry.drain() }.always { _ in cutOff.cancel() }
        }
        for drain in drains { try? await drain.get() }
    }
}
