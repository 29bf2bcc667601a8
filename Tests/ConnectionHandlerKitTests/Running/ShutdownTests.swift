import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import Gates
import NIOCore
import RecordedLogging
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ShutdownTests {
    private let journal = Journal()

    @Test func handlersFinishTheirEventAndEnd() async throws {
        let gate = Gate()
        let server = ConnectionHandlerServer.lines(journal, gate: gate)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            async let answer: Void = gateway.send("a", "hang\n")
            await journal.wait(for: "received hang")
            async let end: Void = server.shutDown()
            gate.open()
            try await answer
            await gateway.connection.close()
            await end
            #expect(gateway.adapter.journal.lines == [], "the device stays connected")
        }
        #expect(journal.lines == ["opened", "received hang", "handled hang", "closed shutdown"])
        #expect(server.connectionCount == 0)
    }

    @Test func streamsDoNotHoldItUp() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.stream(.socketCreated) { stream in
                try await stream.send(SocketCreatedRequest(connection: "a", socket: .some()).encoded())
                await journal.wait(for: "opened")
                let start = NIODeadline.now()
                async let end: Void = server.shutDown()
                for try await _ in stream.responses {}
                await gateway.connection.close()
                await end
                #expect(NIODeadline.now() - start < .seconds(5))
            }
        }
        #expect(journal.lines == ["opened", "closed shutdown"])
    }

    @Test func aHandlerThatDoesNotFinishIsCancelled() async throws {
        let log = RecordedLog()
        var configuration = ConnectionHandlerConfiguration()
        configuration.drainTimeout = .milliseconds(50)
        let server = ConnectionHandlerServer(configuration: configuration, logger: log.logger) { [journal] _ in LineHandler(journal) }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            async let answer: Void? = try? gateway.send("a", "sleep\n")
            await journal.wait(for: "received sleep")
            await server.shutDown()
            _ = await answer
            await journal.wait(for: "closed shutdown")
            #expect(gateway.adapter.journal.lines == [])
        }
        #expect(log.lines(containing: "Handlers hadn't finished before the shutdown.").count == 1)
    }

    @Test func aHandlerThatDoesNotFinishWithTheEndIsCancelled() async throws {
        let log = RecordedLog()
        var configuration = ConnectionHandlerConfiguration()
        configuration.drainTimeout = .milliseconds(50)
        let server = ConnectionHandlerServer(configuration: configuration, logger: log.logger) { [journal] _ in
            Lingering(journal: journal)
        }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            await server.shutDown()
            await journal.wait(for: "cancelled")
        }
        #expect(log.lines(containing: "Handlers hadn't finished before the shutdown.").count == 1)
    }

    /// Such a close waits for what may come behind it, which the shutdown doesn't.
    @Test func aCloseThatAStreamHasJustToldOfIsSeen() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.stream(.socketClosed) { closed in
                try await closed.send(SocketClosedRequest(connection: "a", reason: "{shutdown,tcp_closed}").encoded())
                // An answered call behind it: the close is there.
                try await gateway.create("b")
                async let end: Void = server.shutDown()
                for try await _ in closed.responses {}
                await gateway.connection.close()
                await end
            }
        }
        #expect(journal.lines.sorted() == ["closed closedByDevice", "closed shutdown", "opened", "opened"])
    }

    @Test func itStartsOnce() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        _ = try await server.start(on: [.tcp(host: "127.0.0.1", port: 0)])
        await #expect(throws: ConnectionHandlerError.alreadyStarted) { try await server.start(on: []) }
        await server.shutDown()
    }

    @Test func aPortThatIsTaken() async throws {
        let first = ConnectionHandlerServer.lines(journal)
        let address = try await first.start(on: [.tcp(host: "127.0.0.1", port: 0)])[0]
        let error = await #expect(throws: ConnectionHandlerError.self) {
            try await ConnectionHandlerServer.lines(journal).start(on: [.init(address)])
        }
        #expect(error?.description == "Can't listen on \(address): Address already in use.")
        await first.shutDown()
    }
}

/// Is never done with the end of its connection.
private struct Lingering: ConnectionHandler {
    let journal: Journal

    func makeDecoder() -> UnframedDecoder { UnframedDecoder() }

    func received(_ bytes: ByteBuffer, on connection: Connection) async throws {}

    func closed(_ reason: CloseReason, on connection: Connection) async {
        try? await Task.sleep(for: .seconds(3600))
        journal.write("cancelled")
    }
}
