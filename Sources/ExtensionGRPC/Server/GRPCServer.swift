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

extension ListenAddress: CustomStringConvertible {
    /// `host:port`, or `unix:path`.
    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }
}

/// An address where a server can't listen.
package struct ListenError: Error {
    package let address: ListenAddress
    package let reason: String
}

/// A gRPC server over HTTP/2, on as many event loops as it is given.
package final class GRPCServer: Sendable {
    package struct Configuration: Sendable {
        package var listeners: [Listener]
        package var limits: ServerLimits

        /// Listeners without TLS; none for a server that only adopts sockets.
        package init(listeners: [ListenAddress], limits: ServerLimits = ServerLimits()) {
            self.init(listening: listeners.map { Listener($0) }, limits: limits)
        }

        package init(listening listeners: [Listener], limits: ServerLimits = ServerLimits()) {
            self.listeners = listeners
            self.limits = limits
        }
    }

    /// One address, and how its connections are secured; not at all without `security`.
    package struct Listener: Sendable {
        package var address: ListenAddress
        package var security: TransportSecurity?

        package init(_ address: ListenAddress, security: TransportSecurity? = nil) {
            self.address = address
            self.security = security
        }
    }

    private struct State {
        var listening: [any Channel] = []
        var shutdown: Task<Void, Never>?
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

    private func bind(_ listener: Listener) async throws -> any Channel {
        do {
            if case .unixSocket(let path) = listener.address { try await refuseToStealSocket(path) }
            return try await bindAnyhow(listener)
        } catch let error as IOError {
            throw ListenError(address: listener.address, reason: error.systemMessage)
        }
    }

    /// A socket file is replaced when its process has gone, and left alone while somebody answers there.
    private func refuseToStealSocket(_ path: String) async throws {
        guard let channel = try? await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get() else { return }
        try? await channel.close()
        throw ListenError(address: .unixSocket(path: path), reason: "another process listens there")
    }

    private func bindAnyhow(_ listener: Listener) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.serve(channel, listener.security) }
            }
        switch listener.address {
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

    /// Serves the peer of a socket that is connected already, without TLS, like one that a listener accepted. The socket belongs to the
    /// server from then on. Throws UNAVAILABLE, and closes it, once the server shuts down.
    package func adopt(socket: CInt) async throws {
        try await ClientBootstrap(group: group).withConnectedSocket(socket) { channel in
            channel.eventLoop.makeCompletedFuture {
                guard self.state.withLockedValue({ $0.shutdown == nil }) else { throw RPCError(.unavailable, "the server has shut down") }
                try self.serve(channel, nil)
            }
        }
    }

    /// HTTP/2 begins once the transport is secure: what comes before that, or instead, is none of its business.
    private func serve(_ channel: any Channel, _ security: TransportSecurity?) throws {
        guard let registry = registries[ObjectIdentifier(channel.eventLoop)] else {
            preconditionFailure("a channel on a loop that isn't of the server's group")
        }
        let environment = environment
        let ready = try security.prepare(channel, within: environment.limits.handshakeTimeout) { certificate in
            guard !registry.isDraining else { throw RPCError(.unavailable, "the server shuts down") }
            let handler = ServerChannelHandler(certificate: certificate, environment: environment, registry: registry)
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        ready.whenFailure { error in
            // A peer that comes and goes without a word, as a probe of the port does, is worth no more.
            environment.logger.log(
                level: error as? ChannelError == .eof ? .debug : .warning,
                "Refusing a connection: \(error).",
                metadata: ["peer": "\(channel.remoteAddress.text)"]
            )
            channel.close(promise: nil)
        }
    }

    /// Stops accepting, lets the calls in flight finish and the peers leave, and cuts off what is left after `bound`. Repeated calls wait for
    /// the first one.
    package func shutDownGracefully(within bound: Duration) async {
        let shutdown = state.withLockedValue { state in
            let shutdown = state.shutdown ?? Task { await self.shutDown(within: bound) }
            state.shutdown = shutdown
            return shutdown
        }
        await shutdown.value
    }

    private func shutDown(within bound: Duration) async {
        await closeListeners()
        await drainConnections(within: bound)
        await watchdog.stop()
        for loop in registries.values.map(\.loop) { try? await loop.eventLoop.submit { loop.retire() }.get() }
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
