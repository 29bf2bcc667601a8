import ExtensionTLS
import NIOCore
import Testing

@Suite struct HandshakeTests {
    @Test(arguments: TLSVersion.allCases)
    func agreesOnVersionAndProtocol(version: TLSVersion) throws {
        var pair = SessionPair(
            client: try Contexts.client(protocols: ["http/1.1", "h2"]) { $0.versions = version...version },
            server: try Contexts.server(protocols: ["h2"])
        )
        pair.handshake()
        #expect(pair.clientError == nil && pair.serverError == nil)
        #expect(pair.client.state == .open && pair.server.state == .open)
        #expect(pair.client.version == version && pair.server.version == version)
        #expect(pair.client.negotiatedProtocol == "h2" && pair.server.negotiatedProtocol == "h2")
        #expect(pair.server.peerCertificate == nil)
        #expect(pair.client.peerCertificate?.commonName == "server")
    }

    @Test(arguments: TLSVersion.allCases, [1, 2, 5, 6, 7, 100])
    func survivesBytesInPieces(version: TLSVersion, pieceLength: Int) throws {
        var pair = SessionPair(
            client: try Contexts.client("client") { $0.versions = version...version },
            server: try Contexts.verifyingServer(),
            pieceLength: pieceLength
        )
        pair.handshake()
        try pair.client.send(ByteBuffer(string: "ping"))
        try pair.server.send(ByteBuffer(string: "pong"))
        pair.exchange()
        #expect(String(buffer: pair.serverReceived) == "ping")
        #expect(String(buffer: pair.clientReceived) == "pong")
    }

    @Test func clientsCertificateIsSeen() throws {
        var pair = SessionPair(client: try Contexts.client("client"), server: try Contexts.verifyingServer())
        pair.handshake()
        #expect(pair.server.peerCertificate?.commonName == "dévice ~1")
        #expect(pair.server.peerCertificate?.distinguishedName == "CN=d\\C3\\A9vice \\7E1,O=Test\\, Ltd,C=DE")
    }

    @Test func optionalCertificateMayBeMissing() throws {
        var pair = SessionPair(client: try Contexts.client(), server: try Contexts.verifyingServer(isRequired: false))
        pair.handshake()
        #expect(pair.server.state == .open)
        #expect(pair.server.peerCertificate == nil)
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func hostIsNameOrAddress(host: String) throws {
        var pair = SessionPair(client: try Contexts.client(), server: try Contexts.server(), host: host)
        pair.handshake()
        #expect(pair.client.state == .open)
    }

    @Test func serverNameReplacesHost() throws {
        var pair = SessionPair(
            client: try Contexts.client { $0.serverName = "elsewhere.example" },
            server: try Contexts.server("wrong-host")
        )
        pair.handshake()
        #expect(pair.client.state == .open)
    }

    @Test(arguments: [TLSClientConfiguration.ServerVerification.withoutHostName, .none])
    func verificationOfHostCanBeLeftOut(verification: TLSClientConfiguration.ServerVerification) throws {
        var pair = SessionPair(
            client: try Contexts.client { $0.serverVerification = verification },
            server: try Contexts.server("wrong-host")
        )
        pair.handshake()
        #expect(pair.client.state == .open)
    }

    @Test func clientWithoutALPNIsServed() throws {
        var pair = SessionPair(client: try Contexts.client(), server: try Contexts.server(protocols: ["h2"]))
        pair.handshake()
        #expect(pair.server.state == .open)
        #expect(pair.server.negotiatedProtocol == nil)
    }

    @Test func cipherSuitesOfOneVersionLeaveTheOtherOut() throws {
        var pair = SessionPair(
            client: try Contexts.client(),
            server: try Contexts.server { configuration, _ in configuration.cipherSuites = ["ECDHE-ECDSA-AES128-GCM-SHA256"] }
        )
        pair.handshake()
        #expect(pair.client.version == .v1_2)
        #expect(pair.client.state == .open)
    }
}
