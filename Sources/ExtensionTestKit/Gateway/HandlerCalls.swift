import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers

/// How the events of devices reach the handler, in one style.
final class HandlerCalls: Sendable {
    private let emulated: EmulatedGateway
    private let pool: ConnectionPool
    private let streams = NIOLockedValueBox<[ConnectionHandlerMethod: EventFeed]>([:])

    init(_ emulated: EmulatedGateway, _ link: ServiceLink) {
        self.emulated = emulated
        pool = ConnectionPool(link)
    }

    /// Tells the handler of an event. Returns when it has handled it; with streams when it is on its way.
    func send(_ method: ConnectionHandlerMethod, _ request: some WireMessage, key: String) async throws {
        do {
            switch emulated.style.kind {
            case .unary: try await call(method.path(in: .unary), request, key)
            case .unaryOfStreaming: try await call(method.path(in: .streaming), request, key)
            case .streaming: try await feed(method).send(request.encoded())
            }
        } catch let error as RPCError {
            throw CallFailure(method: method.rawValue, error)
        }
    }

    private func call(_ path: String, _ request: some WireMessage, _ key: String) async throws {
        let connection = try await pool.connection(for: key)
        _ = try await connection.unary(path, request.encoded(), timeout: emulated.timeout)
    }

    private func feed(_ method: ConnectionHandlerMethod) async throws -> EventFeed {
        if let feed = streams.withLockedValue({ $0[method] }) { return feed }
        let connection = try await pool.connection(for: "")
        return streams.withLockedValue { streams in
            let feed = streams[method] ?? EventFeed(connection, method.path(in: .streaming))
            streams[method] = feed
            return feed
        }
    }

    func close() async {
        let feeds = streams.withLockedValue { Array($0.values) }
        for feed in feeds { feed.finish() }
        await pool.close()
    }
}

/// One stream that stays open, and what goes over it.
private struct EventFeed: Sendable {
    private let events: AsyncStream<[UInt8]>.Continuation
    private let task: Task<Void, any Error>

    init(_ connection: ClientConnection, _ path: String) {
        let (stream, events) = AsyncStream.makeStream(of: [UInt8].self)
        self.events = events
        task = Task {
            try await connection.withStream(path) { call in
                for await event in stream { try await call.send(event) }
            }
        }
    }

    func send(_ event: [UInt8]) { events.yield(event) }

    func finish() {
        events.finish()
        task.cancel()
    }
}
