import NIOConcurrencyHelpers
import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// Handlers that do what they shouldn't.
@Suite(.timeLimit(.minutes(1)))
struct HandlerConductTests {
    private static let path = "/test.Test/Block"

    /// Keeps its thread busy for longer than the watchdog's patience.
    private static func block() {
        let end = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < end {}
    }

    @Test func aHandlerThatBlocksItsLoopIsNamed() async throws {
        let blocking = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                Self.block()
                call.respond([])
            }
        }
        try await expectNamed(blocking)
    }

    @Test func aHandlerThatBlocksAfterASuspensionIsNamed() async throws {
        let blocking = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                try? await Task.sleep(for: .milliseconds(20))
                Self.block()
                call.respond([])
            }
        }
        try await expectNamed(blocking)
    }

    private func expectNamed(_ method: RPCMethod) async throws {
        try await RawTestServer.run(method) { server in
            async let response = server.withClient { try $0.call(1, Self.path) }
            let line = await server.log.wait(for: "blocks its event loop")
            #expect(line?.contains(Self.path) == true)
            let status = try await response.grpcStatus
            #expect(status == 0)
            #expect(server.server.stallCount == 1)
        }
    }

    /// A handler that waits is no stall, however long.
    @Test func aHandlerThatOnlyWaitsIsNotNamed() async throws {
        let waiting = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                try? await Task.sleep(for: .milliseconds(300))
                call.respond([])
            }
        }
        try await RawTestServer.run(waiting) { server in
            let response = try await server.withClient { try $0.call(1, Self.path) }
            #expect(response.grpcStatus == 0)
            #expect(server.server.stallCount == 0)
        }
    }

    /// The handler yields for ever; the loop goes on to serve others.
    @Test func aHandlerThatOnlyYieldsLeavesTheLoopToOthers() async throws {
        let yielding = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                while !Task.isCancelled { await Task.yield() }
                call.fail(RPCError(.cancelled, ""))
            }
        }
        try await RawTestServer.run(yielding) { server in
            let response = try await server.withClient { client in
                try client.open(1, Self.path, [HeaderField("grpc-timeout", "200m")])
                try client.send(.data(1, lengthPrefixed([]), endStream: true))
                #expect(try client.call(3, "/test.Test/Echo", [1]).messages == [[1]])
                return try client.response(1)
            }
            #expect(response.grpcStatus == RPCStatus.Code.deadlineExceeded.rawValue)
        }
    }

    /// Child tasks come and go on the loop, so there is always a job for it.
    @Test func aHandlerThatAlwaysHasAJobLeavesTheLoopToOthers() async throws {
        let busy = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                while !Task.isCancelled {
                    async let child = 1
                    _ = await child
                }
                call.fail(RPCError(.cancelled, ""))
            }
        }
        try await RawTestServer.run(busy) { server in
            try await server.withClient { client in
                try client.open(1, Self.path, [HeaderField("grpc-timeout", "2S")])
                try client.send(.data(1, lengthPrefixed([]), endStream: true))
                for stream in stride(from: UInt32(3), to: 103, by: 2) {
                    _ = try client.call(stream, "/test.Test/Echo")
                }
                #expect(client.responses[1] == nil, "others are answered before the deadline of the busy one")
            }
        }
    }

    /// A peer that takes everything at once is sent without a pause, and other peers are heard all the same.
    @Test func aStreamWithoutEndLeavesTheLoopToOthers() async throws {
        let ended = Signal()
        let endless = RPCMethod.streaming(Self.path) { _, responses in
            defer { ended.fire() }
            while true { try await responses.send([1, 2, 3]) }
        }
        try await RawTestServer.run(endless) { server in
            async let reader: Void = server.withClient(settings: [(4, 1 << 26)]) { client in
                try client.send(.windowUpdate(0, by: 1 << 26))
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([])))
                while client.responses[1]?.data.count ?? 0 < 1 << 17 { guard try client.receive() else { break } }
                try client.send(.resetStream(1))
                _ = try client.call(3, "/test.Test/Echo")
            }
            let slowest = try await server.withClient { client in
                try (0..<20).map { index in
                    let start = ContinuousClock.now
                    _ = try client.call(UInt32(2 * index + 1), "/test.Test/Echo")
                    return ContinuousClock.now - start
                }.max()
            }
            try await reader
            await ended.wait()
            #expect(slowest.map { $0 < .seconds(1) } == true, "\(String(describing: slowest))")
        }
    }

    /// The peer's reset and the end of the socket, both while the handler runs; then the handler answers all the same.
    @Test(arguments: [true, false])
    func anAnswerToAPeerThatHasGoneIsDropped(_ resetsStream: Bool) async throws {
        let started = Signal()
        let cancelled = Signal()
        let hanging = hanging(Self.path, started: started, cancelled: cancelled)
        try await RawTestServer.run(hanging) { server in
            async let gone: Void = server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([]), endStream: true))
                try client.send(.headers(3, HeaderEncoder.encode(RawClient.fields("/test.Test/Echo"))))
                try client.send(.data(3, lengthPrefixed([]), endStream: true))
                _ = try client.response(3)
                if resetsStream {
                    try client.send(.resetStream(1))
                    _ = try client.call(5, "/test.Test/Echo")
                }
                client.socket.reset()
            }
            await started.wait()
            try await gone
            await cancelled.wait()
            try await server.expectAnswers()
        }
    }

    /// What a handler has sent before it throws is part of its answer, however slowly the peer takes it.
    @Test func anErrorComesAfterTheMessagesThatAreQueued() async throws {
        let throwing = RPCMethod.streaming(Self.path) { requests, responses in
            for try await _ in requests {
                for value in UInt8(1)...3 { try await responses.send([value]) }
                throw RPCError(.dataLoss, "no more")
            }
        }
        try await RawTestServer.run(throwing) { server in
            let response = try await server.withClient(settings: [(4, 0)]) { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([])))
                _ = try client.call(3, "/test.Test/Other")
                #expect(client.responses[1]?.data == [], "the window is closed")
                try client.send(.windowUpdate(1, by: 8))
                return try client.response(1)
            }
            #expect(response.messages == [[1], [2], [3]])
            #expect(response.grpcStatus == RPCStatus.Code.dataLoss.rawValue)
        }
    }

    /// Whoever has given up waiting reads no more messages.
    @Test func aDeadlineDropsTheMessagesThatAreQueued() async throws {
        let hanging = RPCMethod.streaming(Self.path) { requests, responses in
            for try await _ in requests { try await responses.send([1]) }
        }
        try await RawTestServer.run(hanging) { server in
            let response = try await server.withClient(settings: [(4, 0)]) { client in
                try client.open(1, Self.path, [HeaderField("grpc-timeout", "100m")])
                try client.send(.data(1, lengthPrefixed([])))
                return try client.response(1)
            }
            #expect(response.data == [])
            #expect(response.grpcStatus == RPCStatus.Code.deadlineExceeded.rawValue)
        }
    }

    /// The whole server ends beneath the handler that ends it: at the bound, since the handler's own call is in flight. The handler goes on
    /// when the loop that it ran on is gone.
    @Test func aHandlerMayShutItsServerDown() async throws {
        let server = NIOLockedValueBox<GRPCServer?>(nil)
        let returned = Signal()
        let ending = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                await server.withLockedValue({ $0 })?.shutDownGracefully(within: .milliseconds(100))
                call.respond([])
                returned.fire()
            }
        }
        try await RawTestServer.run(ending) { running in
            server.withLockedValue { $0 = running.server }
            let response = try await running.withClient { client in
                let response = try client.call(1, Self.path)
                try client.waitForEnd()
                return response
            }
            #expect(response.grpcStatus == nil)
        }
        await returned.wait()
    }

    /// A handler that doesn't hear of its cancellation in time ends all the same, without its loop.
    @Test func aHandlerThatOutlivesItsServerEnds() async throws {
        let started = Signal()
        let release = Signal()
        let ended = Signal()
        let stubborn = RPCMethod.unary(Self.path) { (_, call) throws(RPCError) in
            call.run {
                started.fire()
                await Task { await release.wait() }.value
                await Task.yield()
                call.respond([])
                ended.fire()
            }
        }
        try await RawTestServer.run(stubborn) { server in
            async let response = server.withClient { try $0.call(1, Self.path) }
            await started.wait()
            await server.server.shutDownGracefully(within: .milliseconds(1))
            let status = try await response.grpcStatus
            #expect(status == nil)
        }
        release.fire()
        await ended.wait()
    }

    /// A flood that is noticed while handlers of the same bytes run on the stack: the session ends only once they have returned.
    @Test func aConnectionMayEndWhileItsHandlersRun() async throws {
        try await RawTestServer.run { server in
            let request = HeaderEncoder.encode(RawClient.fields("/test.Test/Echo"))
            try await server.withClient { client in
                let calls = (0..<20).flatMap { index -> [Frame] in
                    let stream = UInt32(2 * index + 1)
                    return [.headers(stream, request), .data(stream, lengthPrefixed([1]), endStream: true), .settings()]
                }
                do {
                    for round in 0..<20 { try client.send(round == 0 ? calls : [Frame](repeating: .settings(), count: 60)) }
                    try client.waitForEnd()
                } catch RawSocketError.system {}
            }
            #expect(await server.log.wait(for: "floods with settings") != nil)
            try await server.expectAnswers()
        }
    }
}
