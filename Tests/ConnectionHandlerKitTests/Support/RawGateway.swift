import Gates
import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import NIOConcurrencyHelpers
import NIOPosix

/// A gateway that sends what it is told to, right or wrong, and remembers what it is asked for.
final class RawGateway: Sendable {
    let connection: ClientConnection
    let adapter: RememberingAdapter

    private init(_ connection: ClientConnection, _ adapter: RememberingAdapter) {
        self.connection = connection
        self.adapter = adapter
    }

    /// Serves for as long as `body` runs, to one gateway.
    static func with(
        _ server: ConnectionHandlerServer,
        adapter: RememberingAdapter = RememberingAdapter(),
        _ body: (RawGateway, _ port: Int) async throws -> Void
    ) async throws {
        let port = try await server.start(on: [.tcp(host: "127.0.0.1", port: 0)], adapter: adapter)[0].port ?? 0
        let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
        do {
            let connection = try await ClientConnection.connect(to: .tcp(host: "127.0.0.1", port: port), on: loop)
            try await body(RawGateway(connection, adapter), port)
            await connection.close()
        } catch {
            await server.shutDown()
            throw error
        }
        await server.shutDown()
    }

    /// One unary call.
    func call(
        _ method: ConnectionHandlerMethod,
        _ request: some WireMessage,
        of service: ConnectionHandlerService = .unary
    ) async throws(RPCError) {
        _ = try await connection.unary(method.path(in: service), request.encoded())
    }

    func create(_ id: String, _ type: SocketType = .tcp) async throws {
        try await call(.socketCreated, SocketCreatedRequest(connection: id, socket: .some(type)))
    }

    func send(_ id: String, _ text: String) async throws {
        try await call(.receivedBytes, ReceivedBytesRequest(connection: id, bytes: Array(text.utf8)))
    }

    func close(_ id: String, _ reason: String = "{shutdown,tcp_closed}") async throws {
        try await call(.socketClosed, SocketClosedRequest(connection: id, reason: reason))
    }

    /// One stream for as long as `body` runs.
    func stream(_ method: ConnectionHandlerMethod, _ body: (StreamingRPC) async throws -> Void) async throws {
        try await connection.withStream(method.path(in: .streaming), body)
    }
}

extension SocketInfo {
    static func some(_ type: SocketType = .tcp) -> SocketInfo {
        SocketInfo(type: type, peer: Endpoint(host: "10.0.0.7", port: 5), local: Endpoint(host: "10.0.0.1", port: 7993))
    }
}

/// Answers every call with success, or as it is told to.
final class RememberingAdapter: GatewayAdapter {
    let journal = Journal()
    private let answer: @Sendable (ConnectionAdapterMethod, _ connection: String) -> AdapterError?

    init(_ answer: @escaping @Sendable (ConnectionAdapterMethod, _ connection: String) -> AdapterError? = { _, _ in nil }) {
        self.answer = answer
    }

    func call(_ method: ConnectionAdapterMethod, _ request: some WireMessage, connection: String) async throws(AdapterError) {
        journal.write("\(method) \(connection)")
        if let error = answer(method, connection) { throw error }
    }
}

extension ConnectionHandlerServer {
    /// Quiet, with what a test wants to be different.
    static func lines(
        _ journal: Journal,
        gate: Gate = Gate(),
        _ configure: (inout ConnectionHandlerConfiguration) -> Void = { _ in }
    ) -> ConnectionHandlerServer {
        var configuration = ConnectionHandlerConfiguration()
        configuration.eventLoops = 2
        configure(&configuration)
        return ConnectionHandlerServer(configuration: configuration, logger: .quiet) { _ in LineHandler(journal, gate: gate) }
    }
}
