import NIOCore
import NIOPosix

extension ClientConnection {
    /// Connects, and keeps the connection on `loop`. Throws UNAVAILABLE where nobody listens, and where TLS fails.
    package static func connect(
        to address: ListenAddress,
        on loop: LoopContext,
        configuration: Configuration = Configuration()
    ) async throws(RPCError) -> ClientConnection {
        try await open(to: address.authority, description: address.description, on: loop, configuration) { bootstrap, initialize in
            switch address {
            case .tcp(let host, let port):
                try await bootstrap
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .connect(host: host, port: port, channelInitializer: initialize)
            case .unixSocket(let path):
                try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: initialize)
            }
        }
    }

    /// Uses a socket that is connected already, and that belongs to the connection from then on.
    package static func connect(
        socket: CInt,
        on loop: LoopContext,
        configuration: Configuration = Configuration()
    ) async throws(RPCError) -> ClientConnection {
        try await open(to: "localhost", description: "the socket", on: loop, configuration) { bootstrap, initialize in
            try await bootstrap.withConnectedSocket(socket, channelInitializer: initialize)
        }
    }

    /// Connects a connection that was made for that address.
    func connect(to address: SocketAddress) async throws(RPCError) {
        try await open(description: (address as SocketAddress?).text) { bootstrap, initialize in
            if address.protocol != .unix { _ = bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1) }
            return try await bootstrap.connect(to: address, channelInitializer: initialize)
        }
    }

    /// Makes a channel of the connection, and is over when its transport is secure.
    private typealias ChannelInitializer = @Sendable (any Channel) -> EventLoopFuture<EventLoopFuture<Void>>

    private static func open(
        to authority: String,
        description: String,
        on loop: LoopContext,
        _ configuration: Configuration,
        _ open: (sending ClientBootstrap, @escaping ChannelInitializer) async throws -> EventLoopFuture<Void>
    ) async throws(RPCError) -> ClientConnection {
        let connection = ClientConnection(loop: loop, authority: authority, configuration: configuration)
        try await connection.open(description: description, open)
        return connection
    }

    private func open(
        description: String,
        _ open: (sending ClientBootstrap, @escaping ChannelInitializer) async throws -> EventLoopFuture<Void>
    ) async throws(RPCError) {
        let bootstrap = ClientBootstrap(group: loop.eventLoop)
            .connectTimeout(.nanoseconds(configuration.connectTimeout.nanoseconds))
        do {
            try await open(bootstrap) { channel in
                channel.eventLoop.makeCompletedFuture { try self.takeOver(channel, to: description) }
            }.get()
        } catch {
            // One address is enough to say; a name may have many.
            let first = (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error
            let reason = (first as? IOError)?.systemMessage ?? "\(first)"
            throw RPCError(.unavailable, "can't connect to \(description): \(reason)").unprocessed()
        }
    }

    /// HTTP/2 begins once the transport is secure.
    private func takeOver(_ channel: any Channel, to destination: String) throws -> EventLoopFuture<Void> {
        try attach(channel, to: destination)
        let ready = try configuration.security.prepare(channel, within: configuration.connectTimeout) { _ in
            try channel.pipeline.syncOperations.addHandler(ClientChannelHandler(connection: self))
        }
        ready.whenFailure { _ in channel.close(promise: nil) }
        return ready
    }
}

extension ListenAddress {
    /// The `:authority` of calls to that address.
    var authority: String {
        switch self {
        case .tcp: description
        case .unixSocket: "localhost"
        }
    }
}
