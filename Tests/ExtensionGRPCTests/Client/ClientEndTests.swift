import Dispatch
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RawHTTP2
import Testing

@testable import ExtensionGRPC

@Suite("Client: deadlines, cancellation, lost connections", .timeLimit(.minutes(1)))
struct ClientEndTests {
    @Test("The server learns of the deadline, and both ends keep it")
    func deadline() async throws {
        let deadline = NIOLockedValueBox<NIODeadline?>(nil)
        let method = RPCMethod.unary("/test.Test/Hang") { (_, call) throws(RPCError) in deadline.withLockedValue { $0 = call.deadline } }
        try await withClient(of: method) { client, _ in
            let start = NIODeadline.now()
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Hang", [], timeout: .milliseconds(150)) }
            #expect(error?.status.code == .deadlineExceeded)
            #expect(NIODeadline.now() - start >= .milliseconds(150))
            let told = try #require(deadline.withLockedValue { $0 })
            #expect(told - start >= .milliseconds(150) && told - start < .seconds(10))
        }
    }

    @Test("A deadline needs no help of the server")
    func localDeadline() async throws {
        try await withSilentServer { port in
            let client = try await connect(port)
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Echo", [], timeout: .milliseconds(50)) }
            #expect(error?.status.code == .deadlineExceeded)
            await client.close()
        }
    }

    @Test("Cancelling the task cancels the handler, and leaves the connection to others")
    func cancel() async throws {
        let started = Signal()
        let cancelled = Signal()
        try await withClient(of: hanging(started: started, cancelled: cancelled), echo()) { client, _ in
            let call = Task { try await client.unary("/test.Test/Hang", []) }
            await started.wait()
            call.cancel()
            let error = await #expect(throws: RPCError.self) { try await call.value }
            #expect(error?.status.code == .cancelled)
            await cancelled.wait()
            let response = try await client.unary("/test.Test/Echo", [1])
            #expect(response.message == [1])
        }
    }

    @Test("A task that is cancelled already makes no call")
    func cancelledBefore() async throws {
        let calls = NIOLockedValueBox(0)
        let method = RPCMethod.unary("/test.Test/Count") { (_, call) throws(RPCError) in
            calls.withLockedValue { $0 += 1 }
            call.respond([])
        }
        try await withClient(of: method) { client, _ in
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await client.unary("/test.Test/Count", [])
            }
            await #expect(throws: RPCError(.cancelled, "the call was cancelled")) { try await call.value }
            _ = try await client.unary("/test.Test/Count", [])
        }
        #expect(calls.withLockedValue { $0 } == 1)
    }

    @Test("Calls in flight fail with UNAVAILABLE when the server goes away, and so do later ones")
    func connectionLost() async throws {
        let started = Signal()
        try await withClient(of: hanging(started: started)) { client, server in
            let call = Task { try await client.unary("/test.Test/Hang", []) }
            await started.wait()
            await server.shutDownGracefully(within: .milliseconds(1))
            let error = await #expect(throws: RPCError.self) { try await call.value }
            #expect(error?.status.code == .unavailable)
            let later = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Hang", []) }
            #expect(later?.status.code == .unavailable)
        }
    }

    @Test("Closing fails the calls in flight with UNAVAILABLE")
    func close() async throws {
        let started = Signal()
        try await withClient(of: hanging(started: started)) { client, _ in
            let call = Task { try await client.unary("/test.Test/Hang", []) }
            await started.wait()
            await client.close()
            let error = await #expect(throws: RPCError.self) { try await call.value }
            #expect(error?.status.code == .unavailable)
        }
    }

    @Test("An idle client leaves a server that drains")
    func drain() async throws {
        try await withClient(of: echo()) { client, server in
            _ = try await client.unary("/test.Test/Echo", [])
            let duration = await ContinuousClock().measure { await server.shutDownGracefully(within: .seconds(40)) }
            #expect(duration < .seconds(20))
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Echo", []) }
            #expect(error?.status.code == .unavailable)
        }
    }

    @Test("A port where nobody listens is UNAVAILABLE")
    func refused() async throws {
        var port = 0
        try await withSilentServer { port = $0 }
        let error = await #expect(throws: RPCError.self) { try await connect(port) }
        #expect(error?.status == RPCStatus(.unavailable, "can't connect to 127.0.0.1:\(port): Connection refused"))
    }

    @Test("A server that doesn't speak HTTP/2 is UNAVAILABLE")
    func notHTTP2() async throws {
        try await withSilentServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { port in
            let client = try await connect(port)
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Echo", []) }
            #expect(error?.status.code == .unavailable)
        }
    }

    @Test("A peer that answers no SETTINGS is given up")
    func noSettings() async throws {
        try await withSilentServer { port in
            var configuration = ClientConnection.Configuration()
            configuration.connectTimeout = .milliseconds(20)
            let client = try await connect(port, configuration)
            await #expect(throws: RPCError(.unavailable, "can't connect to 127.0.0.1:\(port): the peer sent no SETTINGS")) {
                try await client.unary("/test.Test/Echo", [])
            }
        }
    }

    @Test("A peer that doesn't answer a PING is given up")
    func unansweredPing() async throws {
        let emptySettings = "\0\0\0\u{4}\0\0\0\0\0"
        try await withSilentServer(greeting: emptySettings) { port in
            let client = try await connect(port, keptAlive())
            await #expect(throws: RPCError(.unavailable, "the connection was lost: the peer didn't answer a PING")) {
                try await client.unary("/test.Test/Echo", [])
            }
        }
    }

    @Test("A peer that answers its PINGs is kept")
    func answeredPings() async throws {
        let server = try RawServer { connection, _ in
            try connection.begin()
            let stream = try #require(try connection.request())
            for _ in 0..<5 {
                let ping = try #require(try connection.next(.ping))
                try connection.send(Frame(.ping, flags: .acknowledgement, payload: ping.payload))
            }
            try connection.respond(stream)
            try connection.waitForEnd()
        }
        let client = try await connect(server.port, keptAlive())
        let response = try await client.unary("/test.Test/Echo", [])
        #expect(response.message.isEmpty)
        await client.close()
        server.stop()
    }

    /// A server that takes one call at a time leaves: with a GOAWAY, or without.
    @Test("A call that was never sent is known to be unprocessed", arguments: [true, false])
    func unsent(saysGoodbye: Bool) async throws {
        let settled = Signal()
        let server = try RawServer { connection, _ in
            try connection.begin(settings: [(id: 3, value: 1)])
            _ = try connection.next(.settings, acknowledgement: true)
            settled.fire()
            let stream = try #require(try connection.request())
            // Both calls are with the client's session by the time that it answers.
            try connection.send(.ping())
            _ = try connection.next(.ping, acknowledgement: true)
            guard saysGoodbye else { return connection.socket.reset() }
            try connection.goAway(last: stream)
            try connection.respond(stream)
            try connection.waitForEnd()
        }
        let client = try await connect(server.port)
        await settled.wait()
        let errors = await withTaskGroup { group in
            for _ in 0..<2 { group.addTask(executorPreference: client.loop.executor) { await Self.error(of: client) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.count { $0?.isUnprocessed == true && $0?.status.code == .unavailable } == 1)
        #expect(errors.count { saysGoodbye ? $0 == nil : $0?.isUnprocessed == false } == 1)
        server.stop()
    }

    @Test("A call after GOAWAY isn't sent, and those before it go on")
    func afterGoAway() async throws {
        let (left, mayEnd) = (Signal(), DispatchSemaphore(value: 0))
        let server = try RawServer { connection, _ in
            try connection.begin()
            let stream = try #require(try connection.request())
            try connection.goAway(last: stream)
            try connection.send(.ping())
            _ = try connection.next(.ping, acknowledgement: true)
            left.fire()
            mayEnd.wait()
            try connection.respond(stream)
            try connection.waitForEnd()
        }
        let client = try await connect(server.port)
        async let first = client.unary("/test.Test/Echo", [])
        await left.wait()
        let error = await Self.error(of: client)
        #expect(error == RPCError(.unavailable, "the peer takes no more calls").unprocessed())
        mayEnd.signal()
        _ = try await first
        server.stop()
    }

    private static func error(of client: ClientConnection) async -> RPCError? {
        do throws(RPCError) {
            _ = try await client.unary("/test.Test/Echo", [])
            return nil
        } catch {
            return error
        }
    }

    private func keptAlive() -> ClientConnection.Configuration {
        var configuration = ClientConnection.Configuration()
        configuration.keepalive = Keepalive(interval: .milliseconds(20), timeout: .milliseconds(500), pingsWithoutCalls: true)
        return configuration
    }

    private func connect(_ port: Int, _ configuration: ClientConnection.Configuration = .init()) async throws -> ClientConnection {
        try await ClientConnection.connect(
            to: .tcp(host: "127.0.0.1", port: port),
            on: LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any()),
            configuration: configuration
        )
    }
}
