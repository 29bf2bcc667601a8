import Gates
import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import Testing

/// Streams have no order between each other, and handlers see one nevertheless.
@Suite(.timeLimit(.minutes(1)))
struct StreamOrderTests {
    private let journal = Journal()

    @Test func bytesThatOvertakeTheOpeningWaitForIt() async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            try await gateway.stream(.receivedBytes) { bytes in
                try await bytes.send(ReceivedBytesRequest(connection: "a", bytes: Array("one\n".utf8)).encoded())
                // An answered call behind it: the bytes are there.
                try await gateway.create("another")
                try await gateway.stream(.socketCreated) { created in
                    try await created.send(SocketCreatedRequest(connection: "a", socket: .some()).encoded())
                    await journal.wait(for: "handled one")
                }
            }
        }
        #expect(journal.lines.prefix(4) == ["opened", "opened", "received one", "handled one"])
    }

    @Test func bytesBehindTheCloseAreHandledBeforeIt() async throws {
        try await RawGateway.with(.lines(journal)) { gateway, _ in
            try await gateway.create("a")
            try await gateway.stream(.socketClosed) { closed in
                try await closed.send(SocketClosedRequest(connection: "a", reason: "{shutdown,tcp_closed}").encoded())
                try await gateway.create("another")
                try await gateway.stream(.receivedBytes) { bytes in
                    try await bytes.send(ReceivedBytesRequest(connection: "a", bytes: Array("late\n".utf8)).encoded())
                    await journal.wait(for: "closed closedByDevice")
                }
            }
        }
        #expect(journal.lines.filter { $0 != "opened" }.prefix(3) == ["received late", "handled late", "closed closedByDevice"])
    }

    @Test func aCloseAloneIsForgotten() async throws {
        let server = ConnectionHandlerServer.lines(journal)
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.stream(.socketClosed) { closed in
                try await closed.send(SocketClosedRequest(connection: "a", reason: "normal").encoded())
                closed.finishRequests()
                for try await _ in closed.responses {}
            }
            await server.waitUntilEmpty()
            #expect(gateway.adapter.journal.lines == [], "nobody closes what is closed")
        }
        #expect(journal.lines == [])
    }

    /// Enterprise 4.2: the answer means that the event was handled.
    @Test func aStreamThatEndsIsAnsweredWhenItsEventsAreHandled() async throws {
        let gate = Gate()
        try await RawGateway.with(.lines(journal, gate: gate)) { gateway, _ in
            try await gateway.call(.socketCreated, SocketCreatedRequest(connection: "a", socket: .some()), of: .streaming)
            async let answer: Void = gateway.call(
                .receivedBytes,
                ReceivedBytesRequest(connection: "a", bytes: Array("hang\n".utf8)),
                of: .streaming
            )
            await journal.wait(for: "received hang")
            #expect(!journal.lines.contains("handled hang"))
            gate.open()
            try await answer
            #expect(journal.lines.contains("handled hang"))
        }
    }
}
