import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore

/// The life of one connection's handler, from event to event.
// `take` and `handle`, which alone touch what changes, are called for one event after the other.
final class HandlerRun<Handler: ConnectionHandler>: ConnectionRun, @unchecked Sendable {
    private let connection: Connection
    private let environment: HandlerEnvironment
    private let home: LoopContext
    private let whenEnded: @Sendable (ConnectionSession) -> Void
    @exclusivity(unchecked) private var handler: Handler
    @exclusivity(unchecked) private var frames: FrameBuffer<Handler.Decoder>
    /// What is being handled, or was last, and since when.
    @exclusivity(unchecked) private var event = ConnectionEvent.opened
    @exclusivity(unchecked) private var origin = EventOrigin.kit
    @exclusivity(unchecked) private var start: Int64 = 0
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

    func take(_ entry: ConnectionSession.Queue.Entry) {
        event = entry.event
        origin = entry.origin
    }

    func handle() async {
        do {
            try begin()
            // Asynchronous functions that are nested take memory of the task while the handler waits: there are few, and they keep little.
            if environment.isTracing { try await trace() } else { try await dispatch() }
            handled()
        } catch {
            await failed(error)
        }
    }

    /// Events that were on their way to a handler that failed are dropped, but for the close.
    @inline(never)
    private func begin() throws {
        if let failure, !isClosing { throw failure }
        start = environment.handlerStarts(origin, on: home)
    }

    @inline(never)
    private func trace() async throws {
        try await environment.traced(origin, connection.id) { try await dispatch() }
    }

    private func dispatch() async throws {
        switch event {
        case .opened: try await opened()
        case .received(let bytes): try await received(bytes)
        case .delivered(let messages): try await delivered(messages)
        case .keepaliveExpired: try await handler.keepaliveExpired(on: connection)
        case .closed(let reason): await closed(reason)
        }
    }

    private var isClosing: Bool { if case .closed = event { true } else { false } }

    @inline(never)
    private func handled() {
        environment.handlerEnds(origin, event, on: home, since: start)
        if isClosing { whenEnded(connection.session) }
        acknowledge()
    }

    private func acknowledge() {
        origin.acknowledge()
        forget()
    }

    /// An idle connection keeps nothing of its last event.
    private func forget() {
        event = .opened
        origin = .kit
    }

    @inline(never)
    private func failed(_ error: any Error) async {
        guard failure == nil else { return answer(error, await close()) }
        failure = error
        environment.handlerEnds(origin, event, on: home, since: start)
        guard !Task.isCancelled else { return acknowledge() }
        let refusal = await close()
        report(error, refusal)
        answer(error, refusal)
    }

    // MARK: Events

    @inline(never)
    private func opened() async throws {
        try await handler.opened(on: connection)
        await startUDPKeepalive()
    }

    @inline(never)
    private func received(_ bytes: [UInt8]) async throws {
        frames.append(bytes)
        while let frame = try frames.next() { try await handler.received(frame, on: connection) }
    }

    @inline(never)
    private func delivered(_ messages: [Message]) async throws {
        for message in messages { try await handler.delivered(message, on: connection) }
    }

    @inline(never)
    private func closed(_ reason: CloseReason) async {
        if reason != .shutdown, failure == nil { await handleLast() }
        await handler.closed(reason, on: connection)
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
    private func answer(_ failure: any Error, _ refusal: AdapterError?) {
        if refusal == nil { origin.acknowledge() } else { origin.fail(RPCError(failure: failure)) }
        forget()
    }
}
