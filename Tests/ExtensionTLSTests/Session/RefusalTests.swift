import ExtensionTLS
import NIOCore
import Testing

/// Each refused handshake has one reason on the side that refuses, and one on the other.
@Suite struct RefusalTests {
    @Test(arguments: TLSVersion.allCases)
    func missingClientCertificate(version: TLSVersion) throws {
        var pair = SessionPair(
            client: try Contexts.client { $0.versions = version...version },
            server: try Contexts.verifyingServer()
        )
        pair.handshake()
        #expect(pair.serverError == .missingClientCertificate)
        #expect(pair.serverError?.description == "the client sent no certificate, but one is required")
        let refusals = [
            TLSVersion.v1_2: "the peer ended the connection: handshake failure",
            .v1_3: "the peer requires a certificate, and none is configured",
        ]
        #expect(pair.clientError?.description == refusals[version])
    }

    @Test(arguments: TLSVersion.allCases)
    func clientOfUnknownAuthority(version: TLSVersion) throws {
        var pair = SessionPair(
            client: try Contexts.client("stranger") { $0.versions = version...version },
            server: try Contexts.verifyingServer()
        )
        pair.handshake()
        #expect(pair.serverError == .unknownAuthority)
        #expect(pair.clientError?.description == "the peer refused our certificate: unknown CA")
    }

    @Test func expiredClient() throws {
        var pair = SessionPair(client: try Contexts.client("expired"), server: try Contexts.verifyingServer())
        pair.handshake()
        #expect(pair.serverError == .expiredCertificate)
        #expect(pair.clientError?.description == "the peer refused our certificate: certificate expired")
    }

    @Test func optionalCertificateHasToBeValid() throws {
        var pair = SessionPair(client: try Contexts.client("stranger"), server: try Contexts.verifyingServer(isRequired: false))
        pair.handshake()
        #expect(pair.serverError == .unknownAuthority)
    }

    @Test func chainLongerThanDepth() throws {
        for (depth, state) in [(0, TLSSession.State.failed), (1, .open)] {
            var pair = SessionPair(
                client: try Contexts.client { $0.verificationDepth = depth },
                server: try Contexts.server("deep")
            )
            pair.handshake()
            #expect(pair.client.state == state, "\(depth): \(String(describing: pair.clientError))")
        }
    }

    @Test(arguments: [
        ("expired", "ca", TLSError.expiredCertificate), ("wrong-host", "ca", .wrongHost), ("server", "other-ca", .unknownAuthority),
    ])
    func serverOfClientsDisliking(identity: String, authority: String, reason: TLSError) throws {
        var pair = SessionPair(client: try Contexts.client(trusting: authority), server: try Contexts.server(identity))
        pair.handshake()
        #expect(pair.clientError == reason)
        guard case .alert(let alert) = pair.serverError else {
            Issue.record("\(String(describing: pair.serverError))")
            return
        }
        #expect(alert.isAboutCertificate)
    }

    @Test func addressThatTheCertificateIsNotFor() throws {
        var pair = SessionPair(client: try Contexts.client(), server: try Contexts.server(), host: "127.0.0.2")
        pair.handshake()
        #expect(pair.clientError == .wrongHost)
    }

    @Test func noCommonVersion() throws {
        var pair = SessionPair(
            client: try Contexts.client { $0.versions = .v1_2 ... .v1_2 },
            server: try Contexts.server { configuration, _ in configuration.versions = .v1_3 ... .v1_3 }
        )
        pair.handshake()
        #expect(pair.serverError == .noCommonVersion)
        #expect(pair.clientError?.description == "the peer ended the connection: protocol version")
    }

    @Test func noCommonCipherSuite() throws {
        var pair = SessionPair(
            client: try Contexts.client { $0.cipherSuites = ["ECDHE-ECDSA-AES128-GCM-SHA256"] },
            server: try Contexts.server { configuration, _ in configuration.cipherSuites = ["ECDHE-ECDSA-AES256-GCM-SHA384"] }
        )
        pair.handshake()
        #expect(pair.serverError == .noCommonCipherSuite)
    }

    @Test func noCommonApplicationProtocol() throws {
        var pair = SessionPair(client: try Contexts.client(protocols: ["http/1.1"]), server: try Contexts.server(protocols: ["h2"]))
        pair.handshake()
        #expect(pair.serverError == .noCommonApplicationProtocol)
        #expect(pair.clientError?.description == "the peer ended the connection: no application protocol")
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", "the peer speaks HTTP/1 without TLS"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "the peer speaks HTTP/2 without TLS"),
        ("\u{10}\u{0c}\0\u{04}MQTT", "the peer speaks MQTT without TLS"),
        ("\u{7f}ELF", "the peer speaks something that isn't TLS"),
    ])
    func otherProtocols(bytes: String, sentence: String) throws {
        let session = TLSSession(server: try Contexts.server())
        var plaintext = ByteBuffer()
        let error = #expect(throws: TLSError.self) {
            try ByteBuffer(string: bytes).withUnsafeReadableBytes { bytes throws(TLSError) in
                try session.receive(bytes, into: &plaintext)
            }
        }
        #expect(error?.description == sentence)
        #expect(session.takeOutput() == nil)
    }

    @Test func garbageBehindARecordHeader() throws {
        let session = TLSSession(server: try Contexts.server())
        var plaintext = ByteBuffer()
        let error = #expect(throws: TLSError.self) {
            try session.receive([0x16, 3, 1, 0, 8, 9, 9, 9, 9, 9, 9, 9, 9], into: &plaintext)
        }
        guard case .protocolViolation = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(session.state == .failed)
    }
}

extension TLSSession {
    func receive(_ bytes: [UInt8], into plaintext: inout ByteBuffer) throws(TLSError) {
        try ByteBuffer(bytes: bytes).withUnsafeReadableBytes { bytes throws(TLSError) in try receive(bytes, into: &plaintext) }
    }
}
