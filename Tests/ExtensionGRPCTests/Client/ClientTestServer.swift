import Logging
import NIOCore
import NIOPosix

@testable import ExtensionGRPC

/// Runs a server with these methods, on a free port unless told otherwise, for as long as `body` takes, with a client's connection to it.
func withClient(
    of methods: RPCMethod...,
    listener: ListenAddress = .tcp(host: "127.0.0.1", port: 0),
    configuration: ClientConnection.Configuration = .init(),
    _ body: (ClientConnection, GRPCServer) async throws -> Void
) async throws {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = GRPCServer(methods: methods, configuration: .init(listeners: [listener]), logger: logger)
    let port = try await server.start()[0].port
    let connection = try await ClientConnection.connect(
        to: port.map { .tcp(host: "127.0.0.1", port: $0) } ?? listener,
        on: LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any()),
        configuration: configuration
    )
    do {
        try await body(connection, server)
    } catch {
        await end(connection, server)
        throw error
    }
    await end(connection, server)
}

private func end(_ connection: ClientConnection, _ server: GRPCServer) async {
    await connection.close()
    await server.shutDownGracefully(within: .seconds(5))
}

/// Accepts connections, sends `greeting` to each, and never answers anything. Gives its port to `body`.
func withSilentServer(greeting: String = "", _ body: (Int) async throws -> Void) async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Greeting(text: greeting)) }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let result = await Result { try await body(server.localAddress?.port ?? 0) }
    try await server.close()
    try result.get()
}

private final class Greeting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let text: String

    init(text: String) { self.text = text }

    func channelActive(context: ChannelHandlerContext) { context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil) }
}

extension Result where Failure == any Error {
    fileprivate init(catching body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}

extension ServerCall {
    func respond(_ message: [UInt8]) { respond(byteCount: message.count) { $0.copyBytes(from: message) } }
}

/// Something that happens once, or a number of times, and that others wait for.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func fire() { continuation.yield() }

    func wait(times: Int = 1) async {
        var iterator = stream.makeAsyncIterator()
        for _ in 0..<times { await iterator.next() }
    }
}

/// A method that answers with its request.
func echo(_ path: String = "/test.Test/Echo") -> RPCMethod {
    .unary(path) { (request, call) throws(RPCError) in call.respond(Array(request)) }
}

/// A method that waits until its call is cancelled.
func hanging(_ path: String = "/test.Test/Hang", started: Signal = Signal(), cancelled: Signal = Signal()) -> RPCMethod {
    .unary(path) { (_, call) throws(RPCError) in
        call.run {
            started.fire()
            await withTaskCancellationHandler {
                await Signal().wait()
            } onCancel: {
                cancelled.fire()
            }
            call.fail(RPCError(.cancelled, ""))
        }
    }
}
