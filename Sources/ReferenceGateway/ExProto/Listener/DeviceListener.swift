import ExtensionGRPC
import ExtensionServices
import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A port where devices connect.
final class DeviceListener: Sendable {
    private let currentConfiguration: NIOLockedValueBox<ListenerConfiguration>
    private let environment: DeviceEnvironment
    private let tls: ReloadableTLSContext?
    private let contexts: [ObjectIdentifier: LoopContext]
    private let log: OccasionalLog

    init(
        configuration: ListenerConfiguration,
        environment: DeviceEnvironment,
        tls: ReloadableTLSContext?,
        contexts: [LoopContext]
    ) {
        currentConfiguration = NIOLockedValueBox(configuration)
        self.environment = environment
        self.tls = tls
        self.contexts = Dictionary(uniqueKeysWithValues: contexts.map { (ObjectIdentifier($0.eventLoop), $0) })
        var logger = environment.logger
        logger[metadataKey: "listener"] = "\(configuration.id)"
        log = OccasionalLog(logger)
    }

    private var configuration: ListenerConfiguration { currentConfiguration.withLockedValue { $0 } }

    /// Takes up what can be changed while it listens.
    func change(to configuration: ListenerConfiguration, _ settings: DeviceSettings) {
        currentConfiguration.withLockedValue { $0 = configuration }
        environment.limit.change(to: configuration.maximumConnections)
        environment.settings = settings
    }

    /// Accepts devices from now on, until the channel is closed.
    func bind(on group: MultiThreadedEventLoopGroup) async throws -> any Channel {
        let (socket, address) = (configuration.socket, configuration.address)
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(clamping: socket.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: socket.reusesAddress ? 1 : 0)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = AcceptHandler(perSecond: { self.configuration.maximumConnectionRate }, log: self.log)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
            }
            .bind(host: address.host, port: address.port).get()
    }

    private func accept(_ channel: any Channel) throws {
        let configuration = configuration
        do throws(ConnectionRefusal) {
            try admit(channel, configuration.accessRules)
        } catch {
            let peer = channel.remoteAddress?.description ?? ""
            environment.metrics?.refused(error)
            log.write(.warning, "Refusing a device: \(error.rawValue).", metadata: ["peer": "\(peer)"])
            throw error
        }
        do {
            try addHandlers(to: channel, configuration)
        } catch {
            environment.limit.leave()
            throw error
        }
    }

    private func admit(_ channel: any Channel, _ rules: AccessRules) throws(ConnectionRefusal) {
        guard rules.allow(channel.remoteAddress?.ipAddress) else { throw .accessRules }
        guard environment.limit.enter() else { throw .tooManyConnections }
    }

    private func addHandlers(to channel: any Channel, _ configuration: ListenerConfiguration) throws {
        guard let loop = contexts[ObjectIdentifier(channel.eventLoop)] else {
            preconditionFailure("a channel on a loop that isn't of the gateway's group")
        }
        try configuration.socket.apply(to: channel)
        if let timeout = configuration.proxyHeaderTimeout {
            try channel.pipeline.syncOperations.addHandler(ProxyProtocolHandler(timeout: timeout))
        }
        if let tls { try channel.pipeline.syncOperations.addHandler(TLSHandler(TLSSession(server: tls.current))) }
        let device = Device(channel: channel, loop: loop, environment: environment)
        try channel.pipeline.syncOperations.addHandler(DeviceHandler(device))
    }
}
