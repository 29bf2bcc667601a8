import ExtensionGRPC
public import ExtensionProtocol
public import Logging

/// A device's connection to a gateway, and what its handler may ask of that.
///
/// Calls can be made from any task. Those that one task makes one after the other arrive in that order. Each throws ``AdapterError``; where
/// the gateway can't be reached, what may be repeated safely is, once.
public struct Connection: Sendable {
    let session: ConnectionSession
    private let baseLogger: Logger
    private let offloadPool: OffloadPool?

    init(_ session: ConnectionSession, logger: Logger, offloadPool: OffloadPool?) {
        self.session = session
        baseLogger = logger
        self.offloadPool = offloadPool
    }

    /// A connection whose calls go to `adapter`, and which no server knows of.
    package init(id: String, socket: SocketInfo?, adapter: any GatewayAdapter, logger: Logger) {
        session = ConnectionSession(id: id, gateway: adapter, queueLimit: 0)
        _ = session.open(socket, .kit)
        baseLogger = logger
        offloadPool = nil
    }

    /// The gateway's name for the connection (`conn`): unique at one gateway, and opaque.
    public var id: String { session.id }

    /// The kind of socket, both of its ends, and the device's certificate; nil for a connection that was adopted.
    public var socket: SocketInfo? { session.socket }

    /// Whether the connection was there before this process, so that nothing is known of it, not even whether the device is authenticated
    /// (``UnseenConnectionPolicy/adopt``).
    public var isAdopted: Bool { session.isAdopted }

    /// Whether it has ended, as far as is known here.
    public var isClosed: Bool { session.hasEnded }

    /// A logger that tells the connection and its device's address with every line.
    public var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "connection"] = "\(id)"
        if let peer = socket?.peer { logger[metadataKey: "device"] = "\(peer.host):\(peer.port)" }
        return logger
    }

    /// Runs work that blocks or computes for long on a thread of its own, and comes back with its result.
    ///
    /// The threads and those that may wait for one are bounded (``ConnectionHandlerConfiguration/offloadThreads`` and
    /// ``ConnectionHandlerConfiguration/offloadQueueLimit``); past the bound this throws at once.
    public func offload<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        guard let offloadPool else { return try work() }
        return try await offloadPool.run(work)
    }
}
