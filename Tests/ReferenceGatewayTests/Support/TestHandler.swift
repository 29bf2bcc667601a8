import ExtensionGRPC
import ExtensionProtocol
import ExtensionServices
import ExtensionTLS
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A handler service, in both of its forms, that writes down what it is called for.
final class TestHandler: Sendable {
    enum Event: Sendable, Hashable {
        case created(SocketCreatedRequest)
        case bytes(ReceivedBytesRequest)
        case messages(ReceivedMessagesRequest)
        case timer(TimerTimeoutRequest)
        case closed(SocketClosedRequest)

        var connection: String {
            switch self {
            case .created(let request): request.connection
            case .bytes(let request): request.connection
            case .messages(let request): request.connection
            case .timer(let request): request.connection
            case .closed(let request): request.connection
            }
        }
    }

    /// What a unary call waits for before it is answered; an error is its answer.
    typealias Answer = @Sendable (Event) async throws -> Void

    let events = EventQueue<Event>()
    let answer = NIOLockedValueBox<Answer>({ _ in })
    /// Whether a stream is ended after each message.
    let endsStreams = NIOLockedValueBox(false)
    private let group: MultiThreadedEventLoopGroup

    init(group: MultiThreadedEventLoopGroup) { self.group = group }

    /// Serves on a free port for as long as `body` takes.
    func serve(tls: TLSServerConfiguration? = nil, _ body: (_ port: Int) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let security = try tls.map {
            TransportSecurity.server(
                try ReloadableTLSContext(server: $0, applicationProtocols: TransportSecurity.applicationProtocols, logger: logger)
            )
        }
        let listener = GRPCServer.Listener(.tcp(host: "127.0.0.1", port: 0), security: security)
        let server = GRPCServer(methods: methods, configuration: .init(listening: [listener]), group: group, logger: logger)
        let port = try await server.start().first?.port ?? 0
        do {
            try await body(port)
        } catch {
            await server.shutDownGracefully(within: .zero)
            throw error
        }
        await server.shutDownGracefully(within: .zero)
    }

    // MARK: The rpcs

    private var methods: [RPCMethod] {
        ConnectionHandlerMethod.allCases.flatMap { method in
            [
                .unary(method.path(in: .unary)) { (bytes, call) throws(RPCError) in
                    let event = try Self.event(method, bytes)
                    self.events.append(event)
                    call.run { await self.respond(to: event, call) }
                },
                .streaming(method.path(in: .streaming)) { requests, responses in
                    for try await bytes in requests {
                        self.events.append(try bytes.withUnsafeBytes { try Self.event(method, $0) })
                        if self.endsStreams.withLockedValue({ $0 }) { break }
                    }
                    try await responses.send([])
                },
            ]
        }
    }

    private func respond(to event: Event, _ call: ServerCall) async {
        do {
            try await answer.withLockedValue { $0 }(event)
            call.respond(byteCount: 0) { _ in }
        } catch {
            call.fail(RPCError(handlerError: error))
        }
    }

    private static func event(_ method: ConnectionHandlerMethod, _ bytes: UnsafeRawBufferPointer) throws(RPCError) -> Event {
        do throws(WireError) {
            return switch method {
            case .socketCreated: .created(try SocketCreatedRequest(decoding: bytes))
            case .receivedBytes: .bytes(try ReceivedBytesRequest(decoding: bytes))
            case .receivedMessages: .messages(try ReceivedMessagesRequest(decoding: bytes))
            case .timerTimeout: .timer(try TimerTimeoutRequest(decoding: bytes))
            case .socketClosed: .closed(try SocketClosedRequest(decoding: bytes))
            }
        } catch {
            throw RPCError(.internalError, "\(error)")
        }
    }

    // MARK: Waiting

    func created() async -> SocketCreatedRequest? {
        guard case .created(let request)? = await events.next(where: { if case .created = $0 { true } else { false } }) else { return nil }
        return request
    }

    func bytes() async -> String? {
        guard case .bytes(let request)? = await events.next(where: { if case .bytes = $0 { true } else { false } }) else { return nil }
        return String(decoding: request.bytes, as: UTF8.self)
    }

    func messages() async -> [Message]? {
        guard case .messages(let request)? = await events.next(where: { if case .messages = $0 { true } else { false } }) else {
            return nil
        }
        return request.messages
    }

    func closed() async -> String? {
        guard case .closed(let request)? = await events.next(where: { if case .closed = $0 { true } else { false } }) else { return nil }
        return request.reason
    }
}
