import ConnectionHandlerKit
import ExtensionTestKit
import NIOCore
import RecordedLogging
import Testing

/// Connections whose end nobody told.
@Suite(.timeLimit(.minutes(1)))
struct SweepTests {
    private let journal = Journal()

    @Test func theyAreFoundAndForgotten() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await TestGateway.connect(to: server) { gateway in
            let lost = try await gateway.openDevice()
            _ = try await gateway.openDevice()
            gateway.lose(lost)
            await server.sweep(idleSince: .now())
            await server.waitUntil(count: 1)
        }
        #expect(journal.lines == ["opened", "opened", "closed lost", "closed shutdown"])
    }

    @Test func thoseThatSpeakAreNotAskedFor() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            let before = NIODeadline.now()
            try await gateway.create("a")
            try await gateway.send("a", "one\n")
            await server.sweep(idleSince: before)
            #expect(gateway.adapter.journal.lines == ["send a"])
            await server.sweep(idleSince: .now())
            #expect(gateway.adapter.journal.lines == ["send a", "unsubscribe a"])
        }
    }

    @Test(arguments: [AdapterError.Code.permissionDenied, .unknown, .unsupported, .parameterMissing])
    func anyOtherAnswerMeansThatItIsThere(_ code: AdapterError.Code) async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server, adapter: RememberingAdapter { _, _ in AdapterError(code, "") }) { gateway, _ in
            try await gateway.create("a")
            for _ in 0..<5 { await server.sweep(idleSince: .now()) }
            #expect(server.connectionCount == 1)
        }
    }

    @Test(arguments: [AdapterError.Code.unavailable, .deadlineExceeded])
    func aGatewayThatIsGoneLosesItsConnectionsAtTheSecondAttempt(_ code: AdapterError.Code) async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server, adapter: RememberingAdapter { _, _ in AdapterError(code, "") }) { gateway, _ in
            try await gateway.create("a")
            try await gateway.create("b")
            await server.sweep(idleSince: .now())
            #expect(server.connectionCount == 2)
            await server.sweep(idleSince: .now())
            await server.waitUntilEmpty()
        }
        #expect(journal.lines == ["opened", "opened", "closed lost", "closed lost"])
    }

    @Test func theTimeIsTheConfigured() async throws {
        let server = ConnectionHandlerServer.lines(journal) { $0.idleTimeout = .milliseconds(30) }
        let gone = RememberingAdapter { _, _ in AdapterError(.connectionNotAlive, "") }
        try await RawGateway.with(server, adapter: gone) { gateway, _ in
            try await gateway.create("a")
            await journal.wait(for: "closed lost")
        }
    }

    @Test func aHandlerThatDoesNotEndIsCancelled() async throws {
        struct Immortal: ConnectionHandler {
            let journal: Journal
            func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 10) }
            func received(_ line: String, on connection: Connection) async throws {}
            func closed(_ reason: CloseReason, on connection: Connection) async {
                journal.write("closed")
                try? await Task.sleep(for: .seconds(3600))
            }
        }
        let server = ConnectionHandlerServer(logger: .quiet) { [journal] _ in Immortal(journal: journal) }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            async let closed: Void = gateway.close("a")
            await journal.wait(for: "closed")
            await server.sweep(idleSince: .now())
            try await closed
            await server.waitUntilEmpty()
        }
    }

    @Test func aHandlerThatIgnoresTheEndIsCancelled() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            async let sent: Void? = try? gateway.send("a", "sleep\n")
            await journal.wait(for: "received sleep")
            async let closed: Void? = try? gateway.close("a")
            while server.connectionCount > 0, !Task.isCancelled {
                await server.sweep(idleSince: .now())
                await Task.yield()
            }
            _ = await (sent, closed)
            #expect(gateway.adapter.journal.lines.allSatisfy { $0 == "unsubscribe a" })
        }
        #expect(journal.lines == ["opened", "received sleep", "closed closedByDevice"])
    }
}
