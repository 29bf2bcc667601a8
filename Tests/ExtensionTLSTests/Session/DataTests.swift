import ExtensionTLS
import NIOCore
import Testing

@Suite struct DataTests {
    private func openPair(_ version: TLSVersion = .v1_3, pieceLength: Int = .max) throws -> SessionPair {
        var pair = SessionPair(
            client: try Contexts.client { $0.versions = version...version },
            server: try Contexts.server(),
            pieceLength: pieceLength
        )
        pair.handshake()
        return pair
    }

    @Test(arguments: TLSVersion.allCases, [999, 16_384, 65_536])
    func longTransfers(version: TLSVersion, pieceLength: Int) throws {
        var pair = try openPair(version, pieceLength: pieceLength)
        let bytes = ByteBuffer(bytes: (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) })
        try pair.client.send(bytes)
        try pair.server.send(bytes)
        pair.exchange()
        #expect(pair.serverReceived == bytes)
        #expect(pair.clientReceived == bytes)
    }

    @Test func emptyWriteSendsNothing() throws {
        let pair = try openPair()
        try pair.client.send(ByteBuffer())
        #expect(pair.client.takeOutput() == nil)
    }

    @Test func closeNotifyEndsOneDirection() throws {
        var pair = try openPair()
        pair.client.shutDown()
        pair.client.shutDown()
        pair.exchange()
        #expect(pair.server.state == .peerClosed)
        #expect(pair.server.inputEnded() == nil)
        try pair.server.send(ByteBuffer(string: "more"))
        pair.exchange()
        #expect(String(buffer: pair.clientReceived) == "more")
        pair.server.shutDown()
        pair.exchange()
        #expect(pair.client.state == .peerClosed)
    }

    @Test func endWithoutCloseNotifyIsTruncation() throws {
        let pair = try openPair()
        #expect(pair.server.inputEnded() == .truncated)
        #expect(pair.server.inputEnded() == nil)
    }

    @Test func endDuringHandshakeTellsProbesApart() throws {
        let context = try Contexts.server()
        #expect(TLSSession(server: context).inputEnded() == .closedDuringHandshake(afterBytes: false))
        let session = TLSSession(server: context)
        var plaintext = ByteBuffer()
        try session.receive([0x16, 3, 1], into: &plaintext)
        #expect(session.inputEnded() == .closedDuringHandshake(afterBytes: true))
    }

    @Test(arguments: TLSVersion.allCases)
    func changedBytesAreFoundAndWhatCameBeforeIsKept(version: TLSVersion) throws {
        let pair = try openPair(version)
        try pair.client.send(ByteBuffer(string: "good"))
        var bytes = try #require(pair.client.takeOutput())
        try pair.client.send(ByteBuffer(string: "changed"))
        var changed = try #require(pair.client.takeOutput())
        let last = changed.writerIndex - 1
        changed.setInteger(changed.getInteger(at: last, as: UInt8.self).map { $0 ^ 1 } ?? 0, at: last)
        bytes.writeBuffer(&changed)
        var plaintext = ByteBuffer()
        let error = #expect(throws: TLSError.self) { try pair.server.receive(Array(buffer: bytes), into: &plaintext) }
        #expect(error?.description.hasPrefix("the peer broke the TLS protocol: ") == true)
        #expect(String(buffer: plaintext) == "good")
        #expect(pair.server.takeOutput() != nil, "an alert tells the peer")
    }

    @Test func idleSessionKeepsNoOutput() throws {
        let pair = try openPair()
        try pair.server.send(ByteBuffer(repeating: 1, count: 100_000))
        #expect(pair.server.takeOutput() != nil)
        #expect(pair.server.takeOutput() == nil)
    }
}
