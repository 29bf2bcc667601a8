import Gates
import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import Testing

/// Handlers set the pace, and hold up nobody but their own devices.
@Suite(.timeLimit(.minutes(1)))
struct BackPressureTests {
    private let journal = Journal()
    private let gate = Gate()

    private func bytes(_ id: String, _ text: String) -> [UInt8] {
        ReceivedBytesRequest(connection: id, bytes: Array(text.utf8)).encoded()
    }

    @Test func aUnaryCallIsAnsweredWhenItsEventIsHandled() async throws {
        try await RawGateway.with(.lines(journal, gate: gate)) { gateway, _ in
            try await gateway.create("a")
            async let answer: Void = {
                try await gateway.send("a", "hang\n")
                journal.write("answered")
            }()
            await journal.wait(for: "received hang")
            try await gateway.create("b")
            try await gateway.send("b", "hello\n")
            #expect(!journal.lines.contains("answered"), "another device is served meanwhile")
            gate.open()
            try await answer
        }
        #expect(journal.lines.filter { !$0.hasPrefix("closed") }.suffix(2) == ["handled hang", "answered"])
    }

    @Test func unaryCallsThatDoNotWaitAreRefused() async throws {
        try await RawGateway.with(.lines(journal, gate: gate) { $0.maximumQueuedBytes = 1_000 }) { gateway, _ in
            try await gateway.create("a")
            async let first: Void = gateway.send("a", "hang\n")
            await journal.wait(for: "received hang")
            let outcomes = await withTaskGroup(of: RPCStatus.Code?.self) { tasks in
                for _ in 0..<2 {
                    tasks.addTask {
                        do {
                            try await gateway.send("a", String(repeating: "x", count: 1_000) + "\n")
                            return nil
                        } catch {
                            return (error as? RPCError)?.status.code
                        }
                    }
                }
                // Whichever comes second finds no room, and is the first to be answered.
                let refused = await tasks.next()
                gate.open()
                return [refused, await tasks.next()]
            }
            try await first
            #expect(outcomes == [.resourceExhausted, .some(nil)])
        }
    }

    /// EMQX 5: the stream is one connection's own, so it waits for its handler.
    @Test func aStreamOfOneConnectionWaits() async throws {
        let server = ConnectionHandlerServer.lines(journal, gate: gate) { $0.maximumQueuedBytes = 1_000 }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.stream(.receivedBytes) { stream in
                try await stream.send(bytes("a", "hang\n"))
                for number in 1...50 { try await stream.send(bytes("a", "\(number)\n")) }
                await journal.wait(for: "received hang")
                gate.open()
                await journal.wait(for: "handled 50")
            }
        }
        #expect(journal.lines.filter { $0.hasPrefix("handled") } == ["handled hang"] + (1...50).map { "handled \($0)" })
        #expect(!journal.lines.contains("closed handlerFailed"))
    }

    /// EMQX 4: the stream is many connections', so the one that holds it up is closed.
    @Test func aStreamOfManyConnectionsDoesNotWait() async throws {
        let server = ConnectionHandlerServer.lines(journal, gate: gate) { $0.maximumQueuedBytes = 1_000 }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.create("b")
            try await gateway.stream(.receivedBytes) { stream in
                try await stream.send(bytes("b", "first\n"))
                try await stream.send(bytes("a", "hang\n"))
                await journal.wait(for: "received hang")
                for number in 1...50 { try await stream.send(bytes("a", "\(number)\n")) }
                try await stream.send(bytes("b", "last\n"))
                await journal.wait(for: "handled last")
                await gateway.adapter.journal.wait(for: "close a")
                gate.open()
                await journal.wait(for: "closed handlerFailed")
            }
        }
        #expect(!journal.lines.contains("received 1"))
    }

    /// EMQX 4: the first device has the stream for itself, until the second one comes.
    @Test func aStreamThatWaitsDoesNotKeepASecondConnectionWaiting() async throws {
        let server = ConnectionHandlerServer.lines(journal, gate: gate) { $0.maximumQueuedBytes = 1_000 }
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.stream(.socketCreated) { created in
                try await gateway.stream(.receivedBytes) { stream in
                    try await created.send(SocketCreatedRequest(connection: "a", socket: .some()).encoded())
                    try await stream.send(bytes("a", "hang\n"))
                    for number in 1...50 { try await stream.send(bytes("a", "\(number)\n")) }
                    await journal.wait(for: "received hang")
                    try await created.send(SocketCreatedRequest(connection: "b", socket: .some()).encoded())
                    try await stream.send(bytes("b", "hello\n"))
                    await journal.wait(for: "handled hello")
                    await gateway.adapter.journal.wait(for: "close a")
                    try await stream.send(bytes("b", "hang\n"))
                    await journal.wait { $0.count { $0 == "received hang" } == 2 }
                    // A stream that is opened later is many connections' from the start.
                    try await gateway.stream(.timerTimeout) { timers in
                        for _ in 0..<50 { try await timers.send(TimerTimeoutRequest(connection: "b").encoded()) }
                        await gateway.adapter.journal.wait(for: "close b")
                    }
                    #expect(!journal.lines.contains("handled hang"))
                    gate.open()
                    await journal.wait(for: "closed handlerFailed")
                }
            }
        }
        #expect(!journal.lines.contains("received 1"))
    }

    /// A device that sends without pause while its handler sleeps: what is held of it is bounded, by the window of its stream in the end.
    @Test func aStreamThatIsNotReadStopsItsSender() async throws {
        let server = ConnectionHandlerServer.lines(journal, gate: gate) { $0.maximumQueuedBytes = 64 << 10 }
        let line = String(repeating: "x", count: 50_000) + "\n"
        try await RawGateway.with(server) { gateway, _ in
            try await gateway.create("a")
            try await gateway.stream(.receivedBytes) { stream in
                try await stream.send(bytes("a", "hang\n"))
                await journal.wait(for: "received hang")
                let sent = Journal()
                let sending = Task {
                    for _ in 0..<160 {
                        try await stream.send(bytes("a", line))
                        sent.write("")
                    }
                }
                try await gateway.create("b")
                var before = -1
                // Until the sender has made no progress for a while, in which another device is served.
                while sent.lines.count != before {
                    before = sent.lines.count
                    for _ in 0..<100 { try await gateway.send("b", "hello\n") }
                }
                // 4 MiB of window, and what the sender's own side holds.
                #expect(sent.lines.count < 120, "of 8 MB no more than 6 can be on their way")
                gate.open()
                try await sending.value
                await journal.wait { $0.count { $0.hasPrefix("handled x") } == 160 }
            }
        }
    }
}
