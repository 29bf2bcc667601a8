import NIOCore
import NIOPosix
import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// A server on one event loop, so that whatever one peer does to it all others feel.
struct RawTestServer: Sendable {
    let server: GRPCServer
    let port: Int
    let log: RecordedLog

    /// Runs a server that echoes, and has these methods besides, for as long as `body` takes.
    static func run<Value>(
        _ methods: RPCMethod...,
        limits: ServerLimits = ServerLimits(),
        _ body: (RawTestServer) async throws -> Value
    ) async throws -> Value {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let log = RecordedLog()
        let server = GRPCServer(
            methods: methods + [echo()],
            configuration: .init(listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: limits),
            group: group,
            logger: log.logger
        )
        let port = try #require(try await server.start().first?.port)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(RawTestServer(server: server, port: port, log: log)))
        } catch {
            result = .failure(error)
        }
        await server.shutDownGracefully(within: .milliseconds(100))
        try await group.shutdownGracefully()
        return try result.get()
    }

    /// Does `work` with a connection of its own, on a thread of its own.
    func withClient<Value: Sendable>(
        settings: [(id: UInt16, value: UInt32)] = [],
        _ work: @escaping @Sendable (RawClient) throws -> Value
    ) async throws -> Value {
        try await onThread { [port] in try work(RawClient(port: port, settings: settings)) }
    }

    /// What any client may expect at any time.
    func expectAnswers() async throws {
        let response = try await withClient { try $0.call(1, "/test.Test/Echo", [1, 2, 3]) }
        #expect(response.grpcStatus == 0)
        #expect(response.messages == [[1, 2, 3]])
    }
}
