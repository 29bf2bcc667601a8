import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore

/// The life of one connection's handler, from event to event.
// `handle`, which alone touches what changes, is called for one event after the other.
final class HandlerRun<Handler: ConnectionHandler>: ConnectionRun, @unchecked Sendable {
    private let connection: Connection
    private let environment: HandlerEnvironment
    private let home: LoopContext
    private let whenEnded: @Sendable (ConnectionSession) -> Void
    @exclusivity(unchecked) private var handler: Handler
    @exclusivity(unchecked) private var frames: FrameBuffer<Handler.Decoder>
    /// Why nothing is handled any more.
    private var failure: (any Error)?
    /// The gateway was told to close the connection of a handler that failed.
    private var isGivenUp = false

    init(
        _ handler: Handler,
        _ connection: Connection,
        _ environment: HandlerEnvironment,
        home: LoopContext,
        whenEnded: @escaping @Sendable (ConnectionSession) -> Void
    ) {
        self.handler = handler
        self.connection = connection
        self.environment = environment
        self.home = home
        self.whenEnded = whenEnded
        frames = FrameBuffer(handler.makeDecoder(), limit: environment.bufferLimit)
    }

    func handle(_ entry: ConnectionSession.Queue.Entry) async {
        // Events that were on their way to a handler that failed are dropped, but for the close.
        if let failure, !entry.isClose { return answer(entry.origin, failure, await close()) }
        let start = environment.handlerStarts(entry, on: home)
        do {
            // The closure stays out of the way where nobody traces: what memory it takes stays with the task.
            if environment.tracing == nil { try await handle(entry.event) } else { try await trace(entry) }
            handled(entry, since: start)
        } catch {
            environment.handlerEnds(entry, on: home, since: start)
            await failed(error, entry.origin)
        }
    }

    private func trace(_ entry: ConnectionSession.Queue.Entry) async throws {
        try await environment.traced(entry.origin, connection.id) { try await handle(entry.event) }
    }

    @inline(never)  // stays out of the frame of its caller
    private func handled(_ entry: ConnectionSession.Queue.Entry, since start: Int64) {
        environment.handlerEnds(entry, on: home, since: start)
        if entry.isClose { whenEnded(connection.session) }
        entry.origin.acknowledge()
    }

    private func failed(_ error: any Error, _ origin: EventOrigin) async {
        failure = error
        guard !Task.isCancelled else { return origin.acknowledge() }
        let refusal = await close()
        report(error, refusal)
        answer(origin, error, refusal)
    }

    private func handle(_ event: ConnectionEvent) async throws {
        switch event {
        case .opened:
            try await handler.opened(on: connection)
            await startUDPKeepalive()
        case .received(let bytes):
            frames.append(bytes)
            while let frame = try frames.next() { try await handler.received(frame, on: connection) }
        case .delivered(let messages):
            for message in messages { try await handler.delivered(message, on: connection) }
        case .keepaliveExpired:
            try await handler.keepaliveExpired(on: connection)
        case .closed(let reason):
            if reason != .shutdown, failure == nil { await handleLast() }
            await handler.closed(reason, on: connection)
        }
    }

    /// What the device sent last may be a frame without an end. Its handler can't send any more, so an error doesn't matter.
    private func handleLast() async {
        do {
            repeat {
                guard let frame = try frames.last() else { return }
                try await handler.received(frame, on: connection)
            } while frames.hasBytes
        } catch {
            connection.logger.debug("The last bytes of a connection weren't handled.", metadata: ["error": "\(error)"])
        }
    }

    /// EMQX closes a UDP device after its `idle_timeout`, however much it sends, unless a timer was started.
    private func startUDPKeepalive() async {
        guard connection.socket?.type == .udp, !connection.session.hasKeepalive, let interval = environment.udpKeepalive else { return }
        do throws(AdapterError) {
            try await connection.startKeepalive(interval)
        } catch {
            connection.logger.warning("A UDP device has no keepalive, and is closed soon.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Failure

    /// A device may leave at any time, also while it is answered: that is nobody's failure. The error may be about another connection, so it
    /// takes the close to say so too.
    private func report(_ failure: any Error, _ refusal: AdapterError?) {
        guard (failure as? AdapterError)?.code != .connectionNotAlive || refusal?.code != .connectionNotAlive else {
            return connection.logger.debug("The device has gone while its handler had something for it.")
        }
        environment.metrics?.handlerFailed()
        connection.logger.error("The handler failed, so its connection is closed.", metadata: ["error": "\(failure)"])
    }

    /// Closes the connection by a call. Returns why that couldn't be done.
    private func close() async -> AdapterError? {
        // At a shutdown the device may stay connected.
        guard !isGivenUp, !Task.isCancelled else { return nil }
        do throws(AdapterError) {
            try await connection.close()
            isGivenUp = true
            return nil
        } catch {
            return error
        }
    }

    /// Where the call has failed, the event's own fails too, which a gateway takes for a close. A stream has no way to say so, and then the
    /// next event tries again.
    private func answer(_ origin: EventOrigin, _ failure: any Error, _ refusal: AdapterError?) {
        if refusal == nil { origin.acknowledge() } else { origin.fail(RPCError(failure: failure)) }
    }
}
