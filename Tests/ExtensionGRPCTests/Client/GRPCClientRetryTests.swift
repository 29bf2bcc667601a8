import CExtensionNghttp2
import Dispatch
import NIOConcurrencyHelpers
import NIOCore
import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// What a client makes of calls that a server didn't take, or may have taken.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientRetryTests {
    @Test func aRefusedStreamIsRepeated() async throws {
        let requests = NIOLockedValueBox(0)
        try await withRawServer { connection, _ in
            try connection.begin()
            while let stream = try connection.request() {
                let number = requests.withLockedValue { requests in
                    requests += 1
                    return requests
                }
                if number < 3 { try connection.send(.resetStream(stream, code: 7)) } else { try connection.respond(stream) }
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { try await $0.echo() }
        }
        #expect(requests.withLockedValue { $0 } == 3)
    }

    @Test func aServerThatAlwaysRefusesIsNotAskedForever() async throws {
        let requests = NIOLockedValueBox(0)
        try await withRawServer { connection, _ in
            try connection.begin()
            while let stream = try connection.request() {
                requests.withLockedValue { $0 += 1 }
                try connection.send(.resetStream(stream, code: 7))
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == true)
            }
        }
        #expect(requests.withLockedValue { $0 } == 3)
    }

    /// The first call stays on the connection that it is on; the second one, which the server says that it didn't look at, moves.
    @Test func aConnectionThatTheServerLeavesIsReplaced() async throws {
        let received = Signal()
        let mayEnd = DispatchSemaphore(value: 0)
        try await withRawServer { connection, number in
            try connection.begin()
            guard number == 0 else { return try answerCalls(connection) }
            let first = try #require(try connection.request())
            received.fire()
            _ = try #require(try connection.request())
            try connection.goAway(last: first)
            // The answer to a PING comes after all that the client had to send on GOAWAY.
            try connection.send(.ping())
            _ = try connection.next(.ping, acknowledgement: true)
            mayEnd.wait()
            try connection.respond(first)
            try connection.waitForEnd()
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let first = Task { try await client.echo() }
                await received.wait()
                try await client.echo()
                try await client.echo()
                #expect(server.connectionCount == 2)
                mayEnd.signal()
                try await first.value
            }
        }
    }

    @Test func aRepeatableCallIsRepeatedOnceAndMayHaveBeenProcessed() async throws {
        let requests = NIOLockedValueBox(0)
        try await withRawServer { connection, number in
            try connection.begin()
            // A connection that was of no use wouldn't be made again at once.
            if number == 0 { try connection.respond(try #require(try connection.request())) }
            while let stream = try connection.request() {
                requests.withLockedValue { $0 += 1 }
                guard number > 0 else { return connection.socket.reset() }
                // Nobody has looked at the repetition, which says nothing of the call before it.
                try connection.send(.resetStream(stream, code: 7))
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                try await client.echo()
                let error = await #expect(throws: RPCError.self) { try await client.echo(CallOptions(isRepeatable: true)) }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == false)
            }
        }
        #expect(requests.withLockedValue { $0 } == 3)
    }

    @Test func aCallThatMayHaveBeenProcessedIsNotRepeated() async throws {
        let requests = NIOLockedValueBox(0)
        try await withRawServer { connection, _ in
            try connection.begin()
            _ = try connection.request()
            requests.withLockedValue { $0 += 1 }
            connection.socket.reset()
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == false)
            }
        }
        #expect(requests.withLockedValue { $0 } == 1)
    }

    @Test func aStatusOfTheServersIsNotRepeated() async throws {
        let requests = NIOLockedValueBox(0)
        try await withRawServer { connection, _ in
            try connection.begin()
            while let stream = try connection.request() {
                requests.withLockedValue { $0 += 1 }
                try connection.respond(stream, status: 14)
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let error = await #expect(throws: RPCError.self) { try await client.echo() }
                #expect(error?.status.code == .unavailable && error?.isUnprocessed == false)
            }
        }
        #expect(requests.withLockedValue { $0 } == 1)
    }

    /// HTTP/2 numbers streams up to 2^31 - 1.
    @Test func aConnectionWithoutNumbersLeftIsReplaced() async throws {
        let (server, port) = try await startServer(whoAmI())
        try await withGRPCClient(of: port) { client in
            let first = try await client.whoAmI()
            let connection = try #require(client.state.withLockedValue { $0.connections.values.first })
            try await connection.loop.eventLoop.submit { connection.leaveOneStreamID() }.get()
            #expect(try await client.whoAmI() == first)
            #expect(try await client.whoAmI() != first)
            #expect(client.state.withLockedValue { $0.connections.count } == 1)
        }
        await server.shutDownGracefully(within: .seconds(5))
    }
}

extension ClientConnection {
    /// As after a billion calls.
    fileprivate func leaveOneStreamID() { nghttp2_session_set_next_stream_id(session, .max) }
}
