import Gates
import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import ExtensionTestKit
import RecordedLogging
import Testing

/// What a gateway may send wrong: a status, or nothing, and never more than that.
@Suite(.timeLimit(.minutes(1)))
struct BadInputTests {
    private let journal = Journal()

    private func status(_ body: () async throws -> Void) async -> RPCStatus.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? RPCError)?.status.code
        }
    }

    @Test(arguments: ConnectionHandlerMethod.allCases)
    func anEventOfNoConnection(_ method: ConnectionHandlerMethod) async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            #expect(await status { try await gateway.call(method, SocketClosedRequest()) } == .invalidArgument)
            let long = SocketClosedRequest(connection: String(repeating: "a", count: 2_000), reason: "")
            #expect(await status { try await gateway.call(method, long) } == .invalidArgument)
        }
        #expect(journal.lines == [])
    }

    @Test(arguments: ConnectionHandlerMethod.allCases)
    func bytesThatAreNoMessage(_ method: ConnectionHandlerMethod) async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            let path = method.path(in: .unary)
            #expect(await status { _ = try await gateway.connection.unary(path, [0x0A, 0xFF]) } == .invalidArgument)
        }
    }

    @Test func wrongMessagesDoNotEndAStream() async throws {
        let log = RecordedLog()
        let server = ConnectionHandlerServer(logger: log.logger) { [journal] _ in LineHandler(journal) }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.stream(.receivedBytes) { stream in
                try await stream.send([0x0A, 0xFF])
                try await stream.send(ReceivedBytesRequest(connection: "", bytes: [1]).encoded())
                try await stream.send(ReceivedBytesRequest(connection: "a", bytes: Array("one\n".utf8)).encoded())
                stream.finishRequests()
                var answers = 0
                for try await _ in stream.responses { answers += 1 }
                #expect(answers == 1)
            }
        }
        #expect(journal.lines.contains("handled one"))
        #expect(log.lines(containing: "An event that can't be used.").count == 2)
    }

    @Test func kindsThatDoNotExist() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a", .unrecognized(17))
            #expect(server.connection("a")?.socket?.type == .unrecognized(17))
            try await gateway.call(.timerTimeout, TimerTimeoutRequest(connection: "a", type: 9))
            try await gateway.call(.timerTimeout, TimerTimeoutRequest(connection: "a"))
        }
        #expect(journal.lines == ["opened", "keepalive expired", "closed shutdown"])
    }

    @Test func aConnectionThatIsOpenedOrClosedTwice() async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            for _ in 0..<2 { try await gateway.create("a") }
            for _ in 0..<2 { try await gateway.close("a") }
            try await gateway.create("a")
            try await gateway.close("a", "{shutdown,kicked}")
        }
        #expect(journal.lines == ["opened", "closed closedByDevice", "opened", "closed kicked"])
    }

    /// A gateway that was restarted counts anew: the new device gets its own handler, and the old one's can't speak to it.
    @Test func aNameThatIsUsedAgain() async throws {
        let gate = Gate()
        let server = ConnectionHandlerServer.lines(journal, gate: gate)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            let first = try #require(server.connection("a"))
            async let hanging: Void = gateway.send("a", "hang\n")
            await journal.wait(for: "received hang")
            try await gateway.create("a", .ssl)
            #expect(first.isClosed)
            #expect(server.connection("a")?.socket?.type == .ssl)
            #expect(server.connectionCount == 1)
            gate.open()
            try await hanging
            await journal.wait(for: "closed lost")
            try await gateway.send("a", "one\n")
            await #expect(throws: AdapterError.self) { try await first.send([1]) }
            #expect(gateway.adapter.journal.lines == ["send a"])
            #expect(server.connectionCount == 1)
        }
        #expect(
            journal.lines.filter { !$0.contains("hang") } == [
                "opened", "opened", "closed lost", "received one", "handled one", "closed shutdown",
            ]
        )
    }

    @Test func moreConnectionsThanAllowed() async throws {
        let server = ConnectionHandlerServer.lines(journal) { $0.maximumConnections = 2 }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.create("b")
            #expect(await status { try await gateway.create("c") } == .resourceExhausted)
            try await gateway.close("a")
            await server.waitUntil(count: 1)
            try await gateway.create("c")
        }
    }

    @Test func moreConnectionsThanAllowedOverStreams() async throws {
        let server = ConnectionHandlerServer.lines(journal) { $0.maximumConnections = 1 }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.stream(.socketCreated) { stream in
                for id in ["a", "b"] { try await stream.send(SocketCreatedRequest(connection: id, socket: .some()).encoded()) }
                await gateway.adapter.journal.wait(for: "close b")
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func anEmptyEvent() async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            try await gateway.create("a")
            try await gateway.send("a", "")
            try await gateway.call(.receivedMessages, ReceivedMessagesRequest(connection: "a", messages: []))
        }
        #expect(journal.lines == ["opened", "closed shutdown"])
    }

    @Test func aMessageThatIsTooLong() async throws {
        try await RawGateway.with(.lines(journal) { $0.maximumMessageSize = 10_000 }) { gateway, _ in
            try await gateway.create("a")
            #expect(await status { try await gateway.send("a", String(repeating: "a", count: 20_000)) } == .resourceExhausted)
        }
    }
}
