import CoreMetrics
package import ExtensionGRPC
package import ExtensionTLS
package import Logging
import NIOConcurrencyHelpers
package import NIOCore
package import NIOPosix

/// What is under a kit's server: listeners with TLS, event loops, health, reflection, one start and one shutdown.
///
/// `State` is what the kit's methods share for as long as the server runs.
package final class ServiceHost<State: Sendable>: Sendable {
    package struct Running: Sendable {
        package var server: GRPCServer
        package var group: MultiThreadedEventLoopGroup
        package var listeners: [ServiceListener]
        package var state: State
        var tlsContexts: [ReloadableTLSContext]
    }

    private enum Phase {
        case idle, starting
        case running(Running)
        /// Several may wait for the one shutdown.
        case ending(Task<Void, Never>)
    }

    package let health: HealthService
    private let configuration: ServiceHostConfiguration
    private let logger: Logger
    private let phase = NIOLockedValueBox(Phase.idle)

    /// `services` are the full names of those that the kit offers.
    package init(services: [String], configuration: ServiceHostConfiguration, logger: Logger) {
        health = HealthService(services: services)
        self.configuration = configuration
        self.logger = logger
    }

    package var running: Running? {
        guard case .running(let running) = phase.withLockedValue({ $0 }) else { return nil }
        return running
    }

    // MARK: The start

    /// Binds the listeners and serves the methods that `make` gives. What it made goes to `discard` where that fails.
    ///
    /// Throws ``ServiceStartError``, and a `TLSConfigurationError` if a certificate can't be used.
    package func start(
        on listeners: [ServiceListener],
        make: (MultiThreadedEventLoopGroup) throws -> (State, [RPCMethod]),
        discard: (State) async -> Void
    ) async throws -> Running {
        try phase.withLockedValue { phase in
            guard case .idle = phase else { throw ServiceStartError.alreadyStarted }
            phase = .starting
        }
        do {
            let running = try await launch(listeners, make, discard)
            phase.withLockedValue { $0 = .running(running) }
            return running
        } catch {
            phase.withLockedValue { $0 = .idle }
            throw error
        }
    }

    private func launch(
        _ listeners: [ServiceListener],
        _ make: (MultiThreadedEventLoopGroup) throws -> (State, [RPCMethod]),
        _ discard: (State) async -> Void
    ) async throws -> Running {
        let tlsContexts = try listeners.map { try $0.makeTLSContext(logger: logger) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        do {
            let (state, methods) = try make(group)
            let secured = zip(listeners, tlsContexts).map { listener, context in
                GRPCServer.Listener(listener.address.grpc, security: context.map { .server($0) })
            }
            let server = makeServer(group, methods, secured)
            do {
                let bound = zip(listeners, try await server.start()).map { $0.bound(to: $1) }
                return Running(server: server, group: group, listeners: bound, state: state, tlsContexts: tlsContexts.compactMap(\.self))
            } catch {
                await discard(state)
                throw (error as? ListenError).map { ServiceStartError.cannotListen(on: "\($0.address)", reason: $0.reason) } ?? error
            }
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private func makeServer(
        _ group: MultiThreadedEventLoopGroup,
        _ methods: [RPCMethod],
        _ listeners: [GRPCServer.Listener]
    ) -> GRPCServer {
        var limits = ServerLimits()
        limits.messageBytes = configuration.maximumMessageSize
        limits.unfinishedBytesPerConnection = max(limits.unfinishedBytesPerConnection, 2 * configuration.maximumMessageSize)
        let stalls = MetricsSystem.isInstalled ? Counter(label: configuration.stallCounter) : nil
        let methods = methods + health.methods
        return GRPCServer(
            methods: methods + ReflectionService(methods: methods).methods,
            configuration: .init(listening: listeners, limits: limits),
            group: group,
            logger: logger,
            onStall: { stalls?.increment() }
        )
    }

    // MARK: The end

    /// Stops accepting connections and lets the calls in flight finish, within the configured `drainTimeout`. A second call waits for the
    /// first one.
    ///
    /// `prepare` comes before that, `finish` after it: it has until the deadline for the kit's own work. The event loops go last.
    package func shutDown(
        prepare: @escaping @Sendable (Running) -> Void = { _ in },
        finish: @escaping @Sendable (Running, _ deadline: NIODeadline) async -> Void
    ) async {
        let ending: Task<Void, Never>? = phase.withLockedValue { phase in
            switch phase {
            case .idle, .starting: return nil
            case .ending(let task): return task
            case .running(let running):
                let task = Task.detached { await self.end(running, prepare, finish) }
                phase = .ending(task)
                return task
            }
        }
        await ending?.value
    }

    private func end(
        _ running: Running,
        _ prepare: @Sendable (Running) -> Void,
        _ finish: @Sendable (Running, NIODeadline) async -> Void
    ) async {
        let deadline = NIODeadline.now() + TimeAmount(configuration.drainTimeout)
        health.shutDown()
        prepare(running)
        await running.server.shutDownGracefully(within: configuration.drainTimeout)
        await finish(running, deadline)
        try? await running.group.shutdownGracefully()
    }

    // MARK: Certificates

    /// Reads certificates and keys again, for connections that come from now on. Those that are there go on with what they have.
    ///
    /// Blocks for the files. Where one can't be used its listener keeps what it had, and the first such error is thrown at the end.
    package func reloadCertificates(and others: [ReloadableTLSContext] = []) throws {
        var failure: (any Error)?
        for context in (running?.tlsContexts ?? []) + others {
            do {
                try context.reload()
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    package func reloadCertificatesOrWarn(and others: [ReloadableTLSContext] = []) {
        do {
            try reloadCertificates(and: others)
            logger.info("Certificates were read again.")
        } catch {
            logger.error("A certificate can't be used, so the one before stays.", metadata: ["error": "\(error)"])
        }
    }
}
