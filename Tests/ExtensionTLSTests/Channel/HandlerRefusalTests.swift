import ExtensionTLS
import NIOCore
import NIOEmbedded
import Testing

/// Closing a socket with unread bytes resets the connection: an alert reaches the peer if the connection outlasts it.
@Suite struct HandlerRefusalTests {
    private func refusingServer(
        _ react: @escaping @Sendable (ChannelHandlerContext, ChannelRecord) -> Void = { _, _ in }
    ) throws -> EmbeddedServer {
        let server = try EmbeddedServer(server: try Contexts.verifyingServer(), react)
        #expect(throws: TLSError.self) { try server.handshake() }
        #expect(server.recorder.records == [.error("the client sent no certificate, but one is required")])
        return server
    }

    @Test func onlyOutputIsClosedAtFirst() throws {
        let server = try refusingServer()
        #expect(server.socket.closes == [.output])
        try server.channel.writeInbound(ByteBuffer(string: "what the client had sent meanwhile"))
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(server.socket.closes == [.output, .all])
        #expect(server.recorder.records.last == .inactive)
    }

    @Test func peersEndClosesAtOnce() throws {
        let server = try refusingServer()
        server.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(server.socket.closes == [.output, .all])
    }

    @Test func handlerThatClosesUponTheErrorDoesNotCutTheAlertOff() throws {
        let server = try refusingServer { context, record in
            if case .error = record { context.close(promise: nil) }
        }
        #expect(server.socket.closes == [.output])
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!server.channel.isActive)
    }
}
