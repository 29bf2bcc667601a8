import Dispatch
import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// Servers that are none, or that die.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientBadPeerTests {
    @Test func aPortThatSpeaksSomethingElseIsUnavailable() async throws {
        let log = RecordedLog()
        try await withRawServer { connection, _ in
            try connection.socket.send(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))
            try connection.socket.waitForEnd()
        } _: { server in
            try await withGRPCClient(of: server.port, logger: log.logger) { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == true)
                #expect(error?.status.message.contains("HTTP/2") == true, "\(error?.status.message ?? "")")
                #expect(log.lines(containing: "can't be reached").count == 1)
            }
        }
    }

    @Test func aServerWithoutSettingsIsUnavailable() async throws {
        try await withRawServer { connection, _ in
            try connection.waitForEnd()
        } _: { server in
            try await withGRPCClient(of: server.port) {
                $0.connection.connectTimeout = .milliseconds(50)
            } _: { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.message.contains("the peer sent no SETTINGS") == true)
                #expect(error?.isUnprocessed == true)
            }
        }
    }

    /// Runs a client of a server that keeps the first connection open and reads nothing from it; on others it answers.
    private func withSilentServer(_ keepalive: Keepalive, _ body: (GRPCClient, RawServer) async throws -> Void) async throws {
        let mayEnd = DispatchSemaphore(value: 0)
        try await withRawServer { connection, number in
            try connection.begin()
            if number == 0 { mayEnd.wait() } else { try answerCalls(connection) }
        } _: { server in
            defer { mayEnd.signal() }
            try await withGRPCClient(of: server.port) {
                $0.connection.keepalive = keepalive
            } _: { client in
                try await body(client, server)
            }
        }
    }

    @Test func aServerThatStopsReadingIsFound() async throws {
        try await withSilentServer(Keepalive(interval: .milliseconds(30), timeout: .milliseconds(30))) { client, server in
            let large = [UInt8](repeating: 0, count: 4 << 20)
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Echo", large) }
            #expect(error?.status == RPCStatus(.unavailable, "the connection was lost: the peer didn't answer a PING"))
            #expect(error?.isUnprocessed == false)
            try await client.echo()
            #expect(server.connectionCount == 2)
        }
    }

    /// As a machine does that is gone: every call ends at its deadline, long before a PING would be due for it.
    @Test func aServerThatIsSilentToShortCallsIsReplaced() async throws {
        try await withSilentServer(Keepalive(interval: .milliseconds(200), timeout: .milliseconds(30))) { client, server in
            var failures = 0
            while failures < 100, (try? await client.echo(CallOptions(timeout: .milliseconds(50)))) == nil { failures += 1 }
            #expect((3..<100).contains(failures))
            #expect(server.connectionCount == 2)
        }
    }

    @Test func aServerThatDiesInTheMiddleOfAnAnswerIsReplaced() async throws {
        try await withRawServer { connection, number in
            try connection.begin()
            guard number == 0 else { return try answerCalls(connection) }
            let stream = try #require(try connection.request())
            let head = [HeaderField(":status", "200"), HeaderField("content-type", "application/grpc")]
            try connection.send(.headers(stream, HeaderEncoder.encode(head)), .data(stream, [0, 0]))
            try connection.send(.ping())
            _ = try connection.next(.ping, acknowledgement: true)
            connection.socket.reset()
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == false)
                try await client.echo()
            }
        }
    }

    @Test func anAddressThatRefusesIsLeftForOneThatDoesNot() async throws {
        let dead = try deadPort()
        let (server, port) = try await startServer(echo())
        try await withGRPCClient(of: dead, port) { client in
            for key in (0..<20).map({ AffinityKey("\($0)") }) { try await client.echo(CallOptions(key: key)) }
            for _ in 0..<20 { try await client.echo() }
        }
        await server.shutDownGracefully(within: .seconds(5))
    }

    @Test func aCallMayWaitForAServerThatIsNotThereYet() async throws {
        let port = try deadPort()
        try await withGRPCClient(of: port) { client in
            let error = await #expect(throws: RPCError.self) { try await client.echo() }
            #expect(error?.status.code == .unavailable && error?.isUnprocessed == true)
            let patient = Task { try await client.echo(CallOptions(waitsForReady: true)) }
            let late = await #expect(throws: RPCError.self) {
                try await client.echo(CallOptions(timeout: .milliseconds(50), waitsForReady: true))
            }
            #expect(late?.status.code == .deadlineExceeded)
            let (server, _) = try await startServer(echo(), port: port)
            try await patient.value
            await server.shutDownGracefully(within: .seconds(5))
        }
    }
}
