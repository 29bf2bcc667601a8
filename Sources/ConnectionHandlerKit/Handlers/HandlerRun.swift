import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore

/// The life of one connection's handler: its task goes from event to event.
struct HandlerRun<Handler: ConnectionHandler> {
    let connection: Connection
    let environment: HandlerEnvironment
    let home: LoopContext

    private var session: ConnectionSession { connection.session }

    /// Runs the handler that `make` gives until its connection has ended. Returns who is to be told of that.
    func run(_ make: (Connection) -> Handler) async -> EventOrigin {
        var handler = make(connection)
        var frames = FrameBuffer(handler.makeDecoder(), limit: environment.bufferLimit)
        while let entry = await session.next() {
            do {
                try await handle(entry, &handler, &frames)
                if case .closed = entry.event { return entry.origin }
                entry.origin.acknowledge()
            } catch {
                await closeAfter(error, entry.origin)
                return await waitForEnd(&handler)
            }
        }
        return .kit
    }

    /// Closures stay out of the way where nobody traces: what memory they take stays with the task.
    private func handle(
        _ entry: ConnectionSession.Queue.Entry,
        _ handler: inout Handler,
        _ frames: inout FrameBuffer<Handler.Decoder>
    ) async throws {
        let start = environment.handlerStarts(entry, on: home)
        defer { environment.handlerEnds(entry, on: home, since: start) }
        guard environment.tracing == nil else {
            return try await environment.traced(entry.origin, connection.id) { try await handle(entry.event, &handler, &frames) }
        }
        try await handle(entry.event, &handler, &frames)
    }

    private func handle(_ event: ConnectionEvent, _ handler: inout Handler, _ frames: inout FrameBuffer<Handler.Decoder>) async throws {
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
            if reason != .shutdown { await handleLast(&handler, &frames) }
            await handler.closed(reason, on: connection)
        }
    }

    /// What the device sent last may be a frame without an end. Its handler can't send any more, so an error doesn't matter.
    private func handleLast(_ handler: inout Handler, _ frames: inout FrameBuffer<Handler.Decoder>) async {
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
        guard connection.socket?.type == .udp, !session.hasKeepalive, let interval = environment.udpKeepalive else { return }
        do throws(AdapterError) {
            try await connection.startKeepalive(interval)
        } catch {
            connection.logger.warning("A UDP device has no keepalive, and is closed soon.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Failure

    /// Closes the connection by a call, or if that fails by an error of the event's own call, which a gateway takes for one.
    private func closeAfter(_ error: any Error, _ origin: EventOrigin) async {
        // At a shutdown: the device may stay connected.
        guard !Task.isCancelled else { return origin.acknowledge() }
        environment.metrics?.handlerFailed()
        connection.logger.error("The handler failed, so its connection is closed.", metadata: ["error": "\(error)"])
        let isClosed = (try? await connection.close()) != nil
        if isClosed { origin.acknowledge() } else { origin.fail(RPCError(failure: error)) }
    }

    /// Events that were on their way are dropped.
    private func waitForEnd(_ handler: inout Handler) async -> EventOrigin {
        while let entry = await session.next() {
            if case .closed(let reason) = entry.event {
                await handler.closed(reason, on: connection)
                return entry.origin
            }
            entry.origin.acknowledge()
        }
        return .kit
    }
}
