import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore

/// Brings events to the sessions of their connections, in either style of the interface.
///
/// A gateway that makes unary calls sends an event when the one before was acknowledged. Streams have no acknowledgement, and no order
/// between each other: what is about a connection may come before its opening or behind its close.
final class EventDispatcher: Sendable {
    /// How long events of one connection may differ in time between streams (EMQX 5.9 sends with a lag of up to 20 ms).
    static let reordering = TimeAmount.milliseconds(100)
    /// A gateway's name for a connection is some 30 to 60 bytes long.
    private static let maximumIDLength = 1024

    let sessions: SessionDirectory
    let gateways: GatewayDirectory
    private let environment: HandlerEnvironment
    /// Makes a handler for a connection.
    private let makeRun: MakeRun

    typealias MakeRun =
        @Sendable (
            Connection, HandlerEnvironment, _ home: LoopContext, _ whenEnded: @escaping @Sendable (ConnectionSession) -> Void
        ) -> any ConnectionRun

    init(_ environment: HandlerEnvironment, maximumConnections: Int, gateways: GatewayDirectory, _ makeRun: @escaping MakeRun) {
        self.environment = environment
        self.gateways = gateways
        self.makeRun = makeRun
        sessions = SessionDirectory(limit: maximumConnections)
    }

    var logger: Logger { environment.logger }

    // MARK: Unary calls

    func created(_ request: SocketCreatedRequest, _ call: ServerCall) throws(RPCError) {
        try open(request, .call(call), call)
    }

    func closed(_ request: SocketClosedRequest, _ call: ServerCall) throws(RPCError) {
        try check(request.connection)
        let isTaken = sessions[request.connection]?.close(CloseReason(gateway: request.reason), .call(call)) ?? false
        if !isTaken { EventOrigin.call(call).acknowledge() }
    }

    func event(_ event: ConnectionEvent, of id: String, _ call: ServerCall) throws(RPCError) {
        let origin = EventOrigin.call(call)
        let (session, isNew) = try session(id, call)
        switch session.append(event, origin) {
        case .admitted: if isNew { openUnseen(session, on: call.loop) }
        case .full: origin.fail(RPCError(.resourceExhausted, "too many events of this connection wait"))
        case .ended: origin.acknowledge()
        }
    }

    // MARK: Streams

    func created(_ request: SocketCreatedRequest, _ stream: EventStream) throws(RPCError) {
        stream.carries(request.connection)
        do throws(RPCError) {
            try open(request, .stream(stream), stream.call)
        } catch {
            guard error.status.code == .resourceExhausted else { throw error }
            // A stream has no way to refuse a connection.
            closeSocket(request.connection, at: gateways.gateway(of: stream.call.peer))
            throw error
        }
    }

    func closed(_ request: SocketClosedRequest, _ stream: EventStream) throws(RPCError) {
        stream.carries(request.connection)
        let (session, isNew) = try session(request.connection, stream.call)
        guard session.close(CloseReason(gateway: request.reason), .stream(stream), isDue: false) else { return stream.handled() }
        stream.call.loop.eventLoop.scheduleTask(in: Self.reordering) {
            session.closeIsDue()
            if isNew { self.openingIsOverdue(session, on: stream.call.loop) }
        }
    }

    /// Waits until the event has found room, where no other connection has to wait for that.
    func event(_ event: ConnectionEvent, of id: String, _ stream: EventStream) async throws(RPCError) {
        stream.carries(id)
        let (session, isNew) = try session(id, stream.call)
        if isNew {
            stream.call.loop.eventLoop.scheduleTask(in: Self.reordering) { self.openingIsOverdue(session, on: stream.call.loop) }
        }
        while true {
            switch session.append(event, .stream(stream)) {
            case .admitted: return
            case .ended: return stream.handled()
            case .full where stream.isShared:
                overrun(session)
                return stream.handled()
            case .full: await stream.waitForRoom(in: session)
            }
        }
    }

    private func openingIsOverdue(_ session: ConnectionSession, on loop: LoopContext) {
        if session.isOnlyClosed { forget(session) } else { openUnseen(session, on: loop) }
    }

    // MARK: Sessions

    private func check(_ id: String) throws(RPCError) {
        guard !id.isEmpty else { throw RPCError(.invalidArgument, "the event is of no connection: conn is empty") }
        guard id.utf8.count <= Self.maximumIDLength else {
            throw RPCError(.invalidArgument, "conn is longer than \(Self.maximumIDLength) bytes")
        }
    }

    private func session(_ id: String, _ call: ServerCall) throws(RPCError) -> (ConnectionSession, isNew: Bool) {
        if let session = sessions[id] { return (session, false) }
        try check(id)
        let found = sessions.findOrInsert(id) { makeSession(id, call) }
        guard let found else { throw RPCError(.resourceExhausted, "there are too many connections") }
        if found.isNew { environment.metrics?.connectionsChanged(to: sessions.count) }
        return found
    }

    private func makeSession(_ id: String, _ call: ServerCall) -> ConnectionSession {
        ConnectionSession(id: id, gateway: gateways.gateway(of: call.peer), queueLimit: environment.queueLimit)
    }

    /// A gateway that was restarted may use names again. Whoever had this one is gone, and its handler isn't the new device's.
    private func supersede(_ session: ConnectionSession, _ call: ServerCall) -> ConnectionSession {
        let new = makeSession(session.id, call)
        sessions.replace(session, by: new)
        guard session.supersede() else { return new }
        environment.metrics?.evicted()
        environment.connection(session).logger.warning("The gateway has another connection of that name: the end of this one wasn't told.")
        return new
    }

    private func open(_ request: SocketCreatedRequest, _ origin: EventOrigin, _ call: ServerCall) throws(RPCError) {
        var (session, _) = try session(request.connection, call)
        if session.isAnother(request.socket) { session = supersede(session, call) }
        guard session.open(request.socket, origin) else { return origin.acknowledge() }
        startHandler(session, on: call.loop)
    }

    /// For a connection whose opening won't come any more; nothing if it has come meanwhile.
    private func openUnseen(_ session: ConnectionSession, on loop: LoopContext) {
        guard session.open(nil, .kit) else { return }
        let isAdopted = environment.unseen == .adopt
        environment.metrics?.unseenConnection(isAdopted: isAdopted)
        let connection = environment.connection(session)
        connection.logger.info(
            "An event of a connection whose opening wasn't seen: it is \(isAdopted ? "adopted" : "closed")."
        )
        guard !isAdopted else { return startHandler(session, on: loop) }
        session.start(RefusedRun(connection: connection) { self.forget($0) }, on: loop.tasks)
    }

    /// The handler stays on the loop where the connection's first event came: its home.
    private func startHandler(_ session: ConnectionSession, on home: LoopContext) {
        let run = makeRun(environment.connection(session), environment, home) { self.forget($0) }
        session.start(run, on: home.tasks)
    }

    func forget(_ session: ConnectionSession) {
        sessions.remove(session)
        environment.metrics?.connectionsChanged(to: sessions.count)
        session.end()
    }

    /// A handler that is slower than its device, whose stream can't wait for it.
    private func overrun(_ session: ConnectionSession) {
        environment.metrics?.overran()
        environment.connection(session).logger.error("The handler is slower than its device, so the connection is closed.")
        session.abandon(CloseReason(kind: .handlerFailed, description: "the handler is slower than its device"))
        closeSocket(session.id, at: session.gateway)
    }

    /// Whether or not there is a handler by the time that this is done.
    private func closeSocket(_ id: String, at gateway: any GatewayAdapter) {
        Task { try? await gateway.call(.close, CloseSocketRequest(connection: id), connection: id) }
    }
}
