import ExtensionGRPC
import ExtensionProtocol
import NIOConcurrencyHelpers
import RawHTTP2
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// A handler that isn't one, or answers what no handler answers: its devices are closed, with a line of the log, and the gateway goes on.
@Suite(.timeLimit(.minutes(1))) struct RubbishHandlerTests {
    enum Rubbish: CaseIterable {
        case anotherProtocol, nothing, aWebPage, noMessage, aMessageThatIsNone, noTrailers, aStatusThatIsNone

        func answer(_ connection: RawServerConnection) throws {
            switch self {
            case .anotherProtocol:
                try connection.socket.send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
                try connection.socket.waitForEnd()
            case .nothing: break
            case .aWebPage: try answerCalls(connection, [.head(status: 404, type: "text/html"), .message([1]), .trailers(nil)])
            case .noMessage: try answerCalls(connection, [.head(), .trailers("0")])
            case .aMessageThatIsNone: try answerCalls(connection, [.head(), .message([0xff, 0xff, 0xff]), .trailers("0")])
            case .noTrailers: try answerCalls(connection, [.head(), .message([]), .trailers(nil)])
            case .aStatusThatIsNone: try answerCalls(connection, [.head(), .message([]), .trailers("ninety")])
            }
        }

        private func answerCalls(_ connection: RawServerConnection, _ parts: [Part]) throws {
            try connection.begin()
            while let stream = try connection.request() {
                for part in parts { try connection.send(part.frame(stream)) }
            }
        }
    }

    private enum Part {
        case head(status: Int = 200, type: String = "application/grpc")
        case message([UInt8])
        case trailers(String?)

        func frame(_ stream: UInt32) -> Frame {
            switch self {
            case .head(let status, let type):
                .headers(stream, HeaderEncoder.encode([HeaderField(":status", "\(status)"), HeaderField("content-type", type)]))
            case .message(let bytes): .data(stream, lengthPrefixed(bytes))
            case .trailers(let status?):
                .headers(stream, HeaderEncoder.encode([HeaderField("grpc-status", status)]), endStream: true)
            case .trailers(nil): .data(stream, [], endStream: true)
            }
        }
    }

    private func closesItsDevice(_ transport: Transport, _ rubbish: Rubbish) async throws {
        let server = try RawServer { connection, _ in try rubbish.answer(connection) }
        defer { server.stop() }
        try await withGateway(transport, configure: { $0.handler.address.port = server.port }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            #expect(await test.log.wait(for: "The handler's OnSocketCreated failed") != nil)
            #expect(await test.log.wait(for: "A device is gone") != nil)
            #expect(test.gateway.deviceCount == 0)
        }
    }

    @Test(arguments: Rubbish.allCases) func rubbishClosesTheDevice(rubbish: Rubbish) async throws {
        try await closesItsDevice(.tcp, rubbish)
    }

    /// What is written to a stream counts as taken, so only where no stream is can it be told.
    @Test(arguments: [Rubbish.anotherProtocol, .nothing]) func withoutAStreamTheDeviceIsClosed(rubbish: Rubbish) async throws {
        try await closesItsDevice(.streaming, rubbish)
    }

    @Test func whatAHandlerSaysMakesNoLinesOfItsOwn() async throws {
        try await withGateway { test in
            let message = "one\ntwo\u{1b}[31m" + String(repeating: "x", count: 1000)
            test.handler.answer.withLockedValue { $0 = { _ in throw RPCError(.aborted, message) } }
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            let line = try await test.log.wait(for: "The handler's OnSocketCreated failed").orThrow()
            #expect(line.contains("one\u{fffd}two\u{fffd}[31mxxx"))
            #expect(line.utf8.count < 600)
        }
    }
}
