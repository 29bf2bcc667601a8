import ExtensionTLS
import OpenSSLPeer
import Testing

extension PeerTests {
    /// `openssl s_client` against our server.
    @Suite struct OpenSSLClientTests {
        private let certificates: TestCertificates

        init() throws { certificates = try TestCertificates.shared.get() }

        private func connect(_ server: LoopbackServer, _ arguments: String...) throws -> OpenSSLTool {
            try OpenSSLTool(
                ["s_client", "-connect", server.address, "-CAfile", certificates.path("ca.pem"), "-verify_return_error"] + arguments
            )
        }

        private func identity(_ name: String) -> [String] {
            ["-cert", certificates.path("\(name).pem"), "-key", certificates.path("\(name).key")]
        }

        @Test(arguments: [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")])
        func bothVersions(option: String, name: String) async throws {
            let server = try await LoopbackServer(try Contexts.server(protocols: ["h2"]))
            let client = try connect(server, option, "-alpn", "http/1.1,h2", "-ign_eof")
            try client.send("hello\nbye\n")
            let output = await client.outputToEnd()
            #expect(output.contains("hello\nbye"))
            #expect(output.contains("Protocol  : \(name)") || output.contains("New, \(name)"))
            #expect(output.contains("ALPN protocol: h2"))
            #expect(output.contains("Compression: NONE"))
            #expect(!output.contains("unexpected eof"), "the server says close_notify")
        }

        @Test func mutual() async throws {
            let server = try await LoopbackServer(try Contexts.verifyingServer())
            let client = try OpenSSLTool(["s_client", "-connect", server.address, "-ign_eof"] + identity("client"))
            try client.send("bye\n")
            let event = await server.nextConnection()?.nextHandshake()
            #expect(event?.peerCertificate?.distinguishedName == "CN=d\\C3\\A9vice \\7E1,O=Test\\, Ltd,C=DE")
            #expect(await client.outputToEnd().contains("Acceptable client certificate CA names\nCN = ca"))
        }

        @Test(arguments: [
            ("stranger", "the peer's certificate is signed by an unknown authority", "alert unknown ca"),
            ("expired", "the peer's certificate has expired", "alert certificate expired"),
            (nil, "the client sent no certificate, but one is required", "alert certificate required"),
        ])
        func refused(name: String?, sentence: String, alert: String) async throws {
            let server = try await LoopbackServer(try Contexts.verifyingServer())
            let client = try OpenSSLTool(["s_client", "-connect", server.address, "-ign_eof"] + (name.map(identity) ?? []))
            // It writes before it knows: with unread bytes at the end of the connection, the alert would be lost.
            try client.send("hello\n")
            #expect(await server.nextConnection()?.nextError() == sentence)
            #expect(await client.outputToEnd().contains(alert))
        }

        @Test func serverOfUnknownAuthority() async throws {
            let server = try await LoopbackServer(try Contexts.server("stranger"))
            let client = try connect(server)
            #expect(await server.nextConnection()?.nextError() == "the peer refused our certificate: unknown CA")
            #expect(await client.outputToEnd().contains("verify error"))
        }

        @Test func versionThatIsNotSpoken() async throws {
            let server = try await LoopbackServer(
                try Contexts.server { configuration, _ in configuration.versions = .v1_3 ... .v1_3 }
            )
            let client = try connect(server, "-tls1_2")
            #expect(await server.nextConnection()?.nextError() == "the peer speaks no common TLS version")
            #expect(await client.outputToEnd().contains("alert protocol version"))
        }

        @Test func renegotiationIsRefused() async throws {
            let server = try await LoopbackServer(try Contexts.server())
            let client = try connect(server, "-tls1_2")
            _ = await client.output(until: "Verify return code")
            try client.send("R\n")
            #expect(await client.outputToEnd().contains("no renegotiation"))
        }

        @Test func keyUpdate() async throws {
            let server = try await LoopbackServer(try Contexts.server())
            let client = try connect(server, "-tls1_3")
            _ = await client.output(until: "Verify return code")
            try client.send("K\n")
            _ = await client.output(until: "KEYUPDATE")
            try client.send("after the update\n")
            #expect(await client.output(until: "after the update").contains("after the update"))
        }

        @Test func resumption() async throws {
            let server = try await LoopbackServer(try Contexts.server())
            let session = certificates.path("resumption-session.pem")
            let first = try connect(server, "-tls1_2", "-sess_out", session, "-ign_eof")
            try first.send("bye\n")
            #expect(await first.outputToEnd().contains("New, "))
            let second = try connect(server, "-tls1_2", "-sess_in", session, "-ign_eof")
            try second.send("bye\n")
            #expect(await second.outputToEnd().contains("Reused, "))
        }

        @Test func verifiedClientsDoNotResume() async throws {
            let server = try await LoopbackServer(try Contexts.verifyingServer())
            let client = try OpenSSLTool(["s_client", "-connect", server.address, "-ign_eof"] + identity("client"))
            try client.send("bye\n")
            let output = await client.outputToEnd()
            #expect(output.contains("bye"))
            #expect(!output.contains("New Session Ticket") && !output.contains("TLS session ticket:"))
        }

        @Test func clientThatIsKilledIsTruncation() async throws {
            let server = try await LoopbackServer(try Contexts.server())
            // With unread bytes, as the tickets of TLS 1.3 may be, its end would be a reset.
            let client = try connect(server, "-tls1_2")
            let connection = try #require(await server.nextConnection())
            _ = await client.output(until: "Verify return code")
            client.kill()
            #expect(await connection.nextError() == "the peer closed the connection without close_notify")
        }
    }
}
