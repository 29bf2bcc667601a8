import ExtensionTLS
import NIOCore
import NIOEmbedded
import Testing

@Suite struct HandlerDataTests {
    private func openServer(
        _ react: @escaping @Sendable (ChannelHandlerContext, ChannelRecord) -> Void = { _, _ in }
    ) throws -> EmbeddedServer {
        let server = try EmbeddedServer(react)
        try server.handshake()
        return server
    }

    @Test func recordsOfOneReadAreOneRead() throws {
        let server = try openServer()
        for text in ["one ", "two ", "three"] { try server.client.send(ByteBuffer(string: text)) }
        try server.exchange()
        #expect(server.recordsAfterHandshake.suffix(2) == [.read("one two three"), .readComplete])
    }

    @Test func readThatBroughtNothingIsRepeated() throws {
        let server = try openServer()
        try server.client.send(ByteBuffer(string: "whole"))
        var bytes = try #require(server.client.takeOutput())
        let start = bytes.readSlice(length: 9)
        let half = try #require(start)
        server.channel.pipeline.read()
        let before = server.socket.readCount
        try server.channel.writeInbound(half)
        #expect(server.socket.readCount == before + 1)
        try server.channel.writeInbound(bytes)
        #expect(server.socket.readCount == before + 1)
        #expect(server.recordsAfterHandshake.contains(.read("whole")))
    }

    @Test func handlerMayCloseWhileItReads() throws {
        let server = try openServer { context, record in
            if record.text != nil { context.close(promise: nil) }
        }
        try server.client.send(ByteBuffer(string: "last"))
        server.client.shutDown()
        try server.exchange()
        #expect(server.recordsAfterHandshake.suffix(2) == [.read("last"), .inactive])
        #expect(server.client.state == .peerClosed)
    }

    @Test func handlerThatClosesAtOnceReadsNothing() throws {
        let server = try EmbeddedServer { context, record in
            if record == .active { context.close(promise: nil) }
        }
        try server.client.start()
        try server.channel.writeInbound(server.client.takeOutput())
        var answer = ByteBuffer()
        while var bytes = try server.channel.readOutbound(as: ByteBuffer.self) { answer.writeBuffer(&bytes) }
        var plaintext = ByteBuffer()
        try server.client.receive(Array(buffer: answer), into: &plaintext)
        // It comes with the end of the handshake.
        try server.client.send(ByteBuffer(string: "early"))
        try server.channel.writeInbound(server.client.takeOutput())
        #expect(server.recordsAfterHandshake == [.inactive])
    }

    @Test func goodbyeIsAnswered() throws {
        let server = try openServer()
        server.client.shutDown()
        try server.exchange()
        #expect(!server.channel.isActive)
        #expect(server.recordsAfterHandshake.last == .inactive)
        #expect(server.client.state == .peerClosed)
    }

    @Test func goodbyeOfAHalfClosingPeerLeavesOurDirectionOpen() throws {
        let server = try openServer()
        server.channel.allowRemoteHalfClosure = true
        server.client.shutDown()
        try server.exchange()
        #expect(server.recordsAfterHandshake.contains(.inputClosed))
        server.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(server.recordsAfterHandshake.count { $0 == .inputClosed } == 1, "the socket's end isn't a second one")
        try server.channel.writeAndFlush(ByteBuffer(string: "still here")).wait()
        try server.exchange()
        #expect(String(buffer: server.clientReceived) == "still here")
    }

    @Test func endWithoutGoodbyeIsAnError() throws {
        let server = try openServer()
        server.channel.pipeline.fireChannelInactive()
        #expect(server.recordsAfterHandshake.suffix(2) == [.error("the peer closed the connection without close_notify"), .inactive])
    }

    @Test func endAfterOurOwnCloseIsNone() throws {
        let server = try openServer()
        try server.channel.close().wait()
        #expect(!server.recordsAfterHandshake.contains { if case .error = $0 { true } else { false } })
    }

    @Test func errorOfTheSocketIsTheOnlyOne() throws {
        let server = try openServer()
        server.channel.pipeline.fireErrorCaught(ChannelError.operationUnsupported)
        #expect(server.recordsAfterHandshake.suffix(2) == [.error("\(ChannelError.operationUnsupported)"), .inactive])
    }

    @Test func writeAfterTheEndFails() throws {
        let server = try openServer()
        try server.channel.close().wait()
        #expect(throws: ChannelError.self) { try server.channel.writeAndFlush(ByteBuffer(string: "x")).wait() }
    }
}
