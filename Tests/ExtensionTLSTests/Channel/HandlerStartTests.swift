import ExtensionTLS
import NIOCore
import NIOEmbedded
import Testing

@Suite struct HandlerStartTests {
    @Test func activeComesWithTheEndOfTheHandshake() throws {
        let server = try EmbeddedServer()
        #expect(server.recorder.records.isEmpty)
        try server.handshake()
        guard case .handshake(let event) = server.recorder.records.first else {
            Issue.record("\(server.recorder.records)")
            return
        }
        #expect(event.version == .v1_3)
        #expect(server.recorder.records.dropFirst().first == .active)
    }

    @Test func earlyWritesAreSentInOrder() throws {
        let server = try EmbeddedServer()
        let channel = server.channel
        let first = channel.writeAndFlush(ByteBuffer(string: "one "))
        let second = channel.writeAndFlush(ByteBuffer(string: "two"))
        try server.handshake()
        #expect(String(buffer: server.clientReceived) == "one two")
        try first.wait()
        try second.wait()
    }

    @Test func earlyWritesFailWithTheHandshake() throws {
        let server = try EmbeddedServer()
        let write = server.channel.writeAndFlush(ByteBuffer(string: "never"))
        try server.channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        #expect(throws: TLSError.notTLS("HTTP/1 without TLS")) { try write.wait() }
        #expect(server.recorder.records == [.error("the peer speaks HTTP/1 without TLS"), .inactive])
    }

    @Test func earlyWritesAreBounded() throws {
        let server = try EmbeddedServer()
        let first = server.channel.writeAndFlush(ByteBuffer(repeating: 0, count: 1 << 20))
        let second = server.channel.writeAndFlush(ByteBuffer(repeating: 0, count: 1))
        #expect(throws: TLSError.tooMuchBeforeHandshake) { try second.wait() }
        #expect(throws: TLSError.tooMuchBeforeHandshake) { try first.wait() }
        #expect(!server.channel.isActive)
    }

    @Test func handshakeHasALimit() throws {
        let server = try EmbeddedServer(
            server: try Contexts.server { configuration, _ in configuration.handshakeTimeout = .seconds(3) }
        )
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(2999))
        #expect(server.channel.isActive)
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(server.recorder.records == [.error("the handshake took longer than 3.0 seconds"), .inactive])
    }

    @Test func limitEndsWithTheHandshake() throws {
        let server = try EmbeddedServer()
        try server.handshake()
        server.channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(server.channel.isActive)
    }

    @Test func probeIsOneError() throws {
        let server = try EmbeddedServer()
        server.channel.close(mode: .all, promise: nil)
        let probed = try EmbeddedServer()
        probed.channel.pipeline.fireChannelInactive()
        #expect(server.recorder.records == [.inactive])
        #expect(probed.recorder.records.first == .error("the peer closed the connection without a word"))
    }

    @Test func handlerThatIsAddedLateStarts() throws {
        let channel = EmbeddedChannel()
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        try channel.pipeline.syncOperations.addHandler(TLSHandler(TLSSession(client: try Contexts.client(), host: "localhost")))
        let hello = try #require(try channel.readOutbound(as: ByteBuffer.self))
        #expect(hello.getInteger(at: 0, as: UInt8.self) == 0x16)
    }
}
