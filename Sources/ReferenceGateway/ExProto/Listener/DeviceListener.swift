import ExtensionGRPC
import ExtensionServices
import ExtensionTLS
import Logging
import NIOCore
import NIOPosix

/// A port where devices connect.
final class DeviceListener: Sendable {
    private let configuration: ListenerConfiguration
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
        self.configuration = configuration
        self.environment = environment
        self.tls = tls
        self.contexts = Dictionary(uniqueKeysWithValues: contexts.map { (ObjectIdentifier($0.eventLoop), $0) })
        var logger = environment.logger
        logger[metadataKey: "listener"] = "\(configuration.id)"
        log = OccasionalLog(logger)
    }

    /// Accepts devices from now on, until the channel is closed.
    func bind(on group: MultiThreadedEventLoopGroup) async throws -> any Channel {
        let socket = configuration.socket
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(clamping: socket.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: socket.reusesAddress ? 1 : 0)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let rate = AcceptRate(perSecond: self.configuration.maximumConnectionRate, now: LoopContext.now())
                    try channel.pipeline.syncOperations.addHandler(AcceptHandler(rate: rate, log: self.log))
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.accept(channel) }
            }
            .bind(host: configuration.address.host, port: configuration.address.port).get()
    }

    private func accept(_ channel: any Channel) throws {
        do throws(ConnectionRefusal) {
            try admit(channel)
        } catch {
            let peer = channel.remoteAddress?.description ?? ""
            log.write(.warning, "Refusing a device: \(error.rawValue).", metadata: ["peer": "\(peer)"])
            throw error
        }
        do {
            try addHandlers(to: channel)
        } catch {
            environment.limit.leave()
            throw error
        }
    }

    private func admit(_ channel: any Channel) throws(ConnectionRefusal) {
        guard configuration.accessRules.allow(channel.remoteAddress?.ipAddress) else { throw .accessRules }
        guard environment.limit.enter() else { throw .tooManyConnections }
    }

    private func addHandlers(to channel: any Channel) throws {
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
