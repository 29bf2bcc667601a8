import Foundation
import NIOCore
import NIOPosix
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// Server and client on the two ends of a socketpair(2), without an address.
@Suite(.timeLimit(.minutes(1)))
struct ConnectedSocketTests {
    @Test func callsAreMadeOverAConnectedSocket() async throws {
        let server = try await startedServer()
        let client = try await connect(to: server)
        let response = try await client.unary("/test.Test/Echo", [1, 2, 3])
        #expect(response.message == [1, 2, 3])
        await client.close()
        await server.shutDownGracefully(within: .seconds(10))
    }

    /// As one that a listener accepted: the client is told to leave, and does.
    @Test func anAdoptedConnectionDrains() async throws {
        let server = try await startedServer()
        let client = try await connect(to: server)
        _ = try await client.unary("/test.Test/Echo", [])
        let duration = await ContinuousClock().measure { await server.shutDownGracefully(within: .seconds(40)) }
        #expect(duration < .seconds(20))
        let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Echo", []) }
        #expect(error?.status.code == .unavailable)
    }

    @Test func aServerThatHasShutDownAdoptsNothing() async throws {
        let server = try await startedServer()
        await server.shutDownGracefully(within: .zero)
        let (mine, theirs) = try socketPair()
        let error = await #expect(throws: RPCError.self) { try await server.adopt(socket: theirs) }
        #expect(error?.status.code == .unavailable)
        // The end of the peer: the socket was closed.
        var byte: UInt8 = 0
        #expect(read(mine, &byte, 1) == 0)
        close(mine)
    }

    private func startedServer() async throws -> GRPCServer {
        let server = GRPCServer(methods: [echo()], configuration: .init(listeners: []), logger: RecordedLog().logger)
        let addresses = try await server.start()
        #expect(addresses.isEmpty)
        return server
    }

    private func connect(to server: GRPCServer) async throws -> ClientConnection {
        let (mine, theirs) = try socketPair()
        try await server.adopt(socket: theirs)
        let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
        return try await ClientConnection.connect(socket: mine, on: loop)
    }

    private func socketPair() throws -> (CInt, CInt) {
        var ends: [CInt] = [0, 0]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0)
        return (ends[0], ends[1])
    }
}
