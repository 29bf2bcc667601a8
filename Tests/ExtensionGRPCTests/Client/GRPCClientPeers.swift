import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RawHTTP2

@testable import ExtensionGRPC

/// Runs a client of the servers on these ports for as long as `body` takes.
func withGRPCClient<Value>(
    of ports: Int...,
    group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ configure: (inout GRPCClientConfiguration) -> Void = { _ in },
    _ body: (GRPCClient) async throws -> Value
) async throws -> Value {
    var configuration = GRPCClientConfiguration(addresses: ports.map { .tcp(host: "127.0.0.1", port: $0) })
    configuration.backoff.initial = .milliseconds(20)
    configure(&configuration)
    let client = GRPCClient(configuration: configuration, group: group, logger: logger)
    do {
        let value = try await body(client)
        await client.close(within: .seconds(5))
        return value
    } catch {
        await client.close(within: .zero)
        throw error
    }
}

/// A server that is started, and that a test ends.
func startServer(_ methods: RPCMethod..., port: Int = 0) async throws -> (server: GRPCServer, port: Int) {
    let server = GRPCServer(
        methods: methods,
        configuration: .init(listeners: [.tcp(host: "127.0.0.1", port: port)]),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    let port = try await server.start()[0].port ?? 0
    return (server, port)
}

/// Runs a server that does to its connections what `conduct` says for as long as `body` takes.
func withRawServer<Value>(
    _ conduct: @escaping @Sendable (RawServerConnection, Int) throws -> Void,
    _ body: (RawServer) async throws -> Value
) async throws -> Value {
    let server = try RawServer(conduct)
    defer { server.stop() }
    return try await body(server)
}

/// Answers every call with OK until the client leaves.
func answerCalls(_ connection: RawServerConnection) throws {
    while let stream = try connection.request() { try connection.respond(stream) }
}

/// A port where nobody listens.
func deadPort() throws -> Int {
    let server = try RawServer { _, _ in }
    server.stop()
    return server.port
}

/// A method that answers with the address of the client, which tells connections apart.
func whoAmI() -> RPCMethod {
    .unary("/test.Test/WhoAmI") { (_, call) throws(RPCError) in call.respond(Array(call.peer.utf8)) }
}

extension GRPCClient {
    func echo(_ options: CallOptions = CallOptions()) async throws(RPCError) {
        _ = try await unary("/test.Test/Echo", [1], options: options)
    }

    func whoAmI(_ options: CallOptions = CallOptions()) async throws(RPCError) -> String {
        String(decoding: try await unary("/test.Test/WhoAmI", [], options: options).message, as: UTF8.self)
    }

    func waitUntil(_ condition: @Sendable (State) -> Bool) async {
        while !state.withLockedValue({ condition($0) }) { await Task.yield() }
    }
}
