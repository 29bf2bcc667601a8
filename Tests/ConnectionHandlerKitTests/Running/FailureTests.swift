import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import ExtensionTestKit
import NIOConcurrencyHelpers
import RecordedLogging
import Testing

/// A handler that fails takes its own connection with it, and no other.
@Suite(.timeLimit(.minutes(1)))
struct FailureTests {
    private let journal = Journal()
    private let log = RecordedLog()

    private func server() -> ConnectionHandlerServer {
        ConnectionHandlerServer(logger: log.logger) { [journal] _ in LineHandler(journal) }
    }

    @Test(arguments: [EmulatedGateway.Style.unary, .streaming, .enterprise42])
    func itsConnectionIsClosedWithALineInTheLog(_ style: EmulatedGateway.Style) async throws {
        try await TestGateway.connect(to: server(), as: EmulatedGateway(style)) { gateway in
            let other = try await gateway.openDevice()
            let device = try await gateway.openDevice()
            try await device.send("fail\nnot handled\n")
            try await device.waitUntilClosed()
            await journal.wait(for: "closed closedByHandler")
            try await other.send("hello\n")
            #expect(try await other.receiveText() == "1 hello\n")
        }
        #expect(!journal.lines.contains("received not handled"))
        let lines = log.lines(containing: "The handler failed, so its connection is closed.")
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("error") == true)
        #expect(lines.first?.contains("connection=device+2=") == true)
        #expect(lines.first?.contains("device=127.0.0.1:10002") == true)
        #expect(lines.first?.contains("error=told to fail") == true)
    }

    @Test func aFrameThatIsTooLongClosesIt() async throws {
        try await TestGateway.connect(to: server()) { gateway in
            let device = try await gateway.openDevice()
            for _ in 0..<2 { try await device.send(String(repeating: "a", count: 60_000)) }
            try await device.waitUntilClosed()
        }
        #expect(log.lines(containing: "A frame is longer than 100000 bytes.").count == 1)
    }

    @Test func moreThanTheBufferHoldsClosesItWhateverTheDecoderAllows() async throws {
        var configuration = ConnectionHandlerConfiguration()
        configuration.maximumBufferedBytes = 1_000
        let server = ConnectionHandlerServer(configuration: configuration, logger: log.logger) { [journal] _ in LineHandler(journal) }
        try await TestGateway.connect(to: server) { gateway in
            let device = try await gateway.openDevice()
            try await device.send(String(repeating: "a", count: 1_001))
            try await device.waitUntilClosed()
        }
        #expect(log.lines(containing: "More than 1000 bytes wait for the end of their frame.").count == 1)
    }

    /// A gateway closes a connection whose callback fails.
    @Test func whatCannotBeClosedByACallIsClosedByTheEventsFailure() async throws {
        let unreachable = RememberingAdapter { method, _ in AdapterError(.unavailable, "\(method)") }
        try await RawGateway.with(server(), adapter: unreachable) { gateway, _ in
            try await gateway.create("a")
            await #expect(throws: RPCError(.unknown, "told to fail")) { try await gateway.send("a", "fail\n") }
        }
    }

    /// A stream can't be told of an error, so the gateway is asked again.
    @Test func whatCannotBeClosedAtOnceIsClosedAtTheNextEvent() async throws {
        let attempts = NIOLockedValueBox(0)
        let adapter = RememberingAdapter { _, _ in
            let attempt = attempts.withLockedValue { attempts in
                attempts += 1
                return attempts
            }
            return attempt == 1 ? AdapterError(.unavailable, "") : nil
        }
        try await RawGateway.with(server(), adapter: adapter) { gateway, _ in
            try await gateway.create("a")
            for line in ["fail\n", "one\n", "two\n"] {
                let request = ReceivedBytesRequest(connection: "a", bytes: Array(line.utf8))
                try await gateway.call(.receivedBytes, request, of: .streaming)
            }
        }
        #expect(adapter.journal.lines == ["close a", "close a"])
        #expect(log.lines(containing: "The handler failed, so its connection is closed.").count == 1)
    }

    @Test func otherErrorsTellTheGatewayNothingButTheirType() async throws {
        let unreachable = RememberingAdapter { _, _ in AdapterError(.unavailable, "secret") }
        try await RawGateway.with(server(), adapter: unreachable) { gateway, _ in
            try await gateway.create("a")
            let error = await #expect(throws: RPCError.self) { try await gateway.send("a", "hello\n") }
            #expect(error?.status == RPCStatus(.unknown, "the handler threw AdapterError"))
        }
    }

    /// Devices leave whenever they like, also while they are being answered: that is nobody's failure.
    @Test func aDeviceThatHasLeftIsNoError() async throws {
        let gone = RememberingAdapter { _, _ in AdapterError(.connectionNotAlive, "Connection process is not alive") }
        try await RawGateway.with(server(), adapter: gone) { gateway, _ in
            try await gateway.create("a")
            await #expect(throws: RPCError.self) { try await gateway.send("a", "hello\nnot handled\n") }
            try await gateway.close("a")
        }
        #expect(gone.journal.lines == ["send a", "close a"])
        #expect(journal.lines == ["opened", "received hello", "closed closedByDevice"])
        #expect(log.lines(containing: "error ") == [])
        #expect(log.lines(containing: "The device has gone").count == 1)
    }

    /// A handler may call another connection, and not expect that to be gone.
    @Test func anotherDeviceThatHasLeftIsAnError() async throws {
        let adapter = RememberingAdapter { method, _ in method == .send ? AdapterError(.connectionNotAlive, "") : nil }
        try await RawGateway.with(server(), adapter: adapter) { gateway, _ in
            try await gateway.create("a")
            try await gateway.send("a", "hello\n")
        }
        #expect(adapter.journal.lines == ["send a", "close a"])
        #expect(log.lines(containing: "The handler failed, so its connection is closed.").count == 1)
    }

    @Test func passwordsAreNotLogged() async throws {
        let adapter = RememberingAdapter { method, _ in method == .authenticate ? AdapterError(.permissionDenied, "not_authorized") : nil }
        try await RawGateway.with(server(), adapter: adapter) { gateway, _ in
            try await gateway.create("a")
            try await gateway.send("a", "authenticate kitchen opensesame\n")
        }
        #expect(log.lines(containing: "error=permissionDenied: not_authorized").count == 1)
        #expect(log.lines(containing: "opensesame") == [])
    }

    @Test func whatComesAfterTheFailureIsDropped() async throws {
        try await RawGateway.with(server()) { gateway, _ in
            try await gateway.create("a")
            try await gateway.send("a", "fail\n")
            try await gateway.send("a", "one\n")
            #expect(gateway.adapter.journal.lines == ["close a"])
            try await gateway.close("a", "{shutdown,normal}")
        }
        #expect(journal.lines == ["opened", "received fail", "closed closedByHandler"])
    }
}
