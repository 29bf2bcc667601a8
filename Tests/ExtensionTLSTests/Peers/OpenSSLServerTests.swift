import ExtensionTLS
import NIOCore
import OpenSSLPeer
import Testing

extension PeerTests {
    /// Our client against `openssl s_server`.
    @Suite struct OpenSSLServerTests {
        private let certificates: TestCertificates

        init() throws { certificates = try TestCertificates.shared.get() }

        private func start(_ identity: String = "server", _ arguments: String...) async throws -> (OpenSSLTool, port: Int) {
            let server = try OpenSSLTool(
                [
                    "s_server", "-accept", "127.0.0.1:0", "-cert", certificates.path("\(identity).pem"),
                    "-key", certificates.path("\(identity).key"),
                ] + arguments
            )
            let output = await server.output(until: "ACCEPT 127.0.0.1:")
            let port = try #require(output.split(separator: "ACCEPT 127.0.0.1:").last?.prefix { $0.isNumber })
            return (server, try #require(Int(port)))
        }

        @Test(arguments: [("-tls1_2", TLSVersion.v1_2), ("-tls1_3", .v1_3)])
        func bothVersions(option: String, version: TLSVersion) async throws {
            let (server, port) = try await start("server", option, "-rev", "-alpn", "h2")
            let client = try await LoopbackClient(try Contexts.client(protocols: ["h2"]), port: port)
            let event = await client.recorder.nextHandshake()
            #expect(event?.version == version)
            #expect(event?.negotiatedProtocol == "h2")
            #expect(event?.peerCertificate?.distinguishedName == "CN=server,O=Test,C=DE")
            try await client.channel.writeAndFlush(ByteBuffer(string: "hello\n"))
            #expect(await client.recorder.nextText() == "olleh\n")
            try await client.channel.close()
            withExtendedLifetime(server) {}
        }

        @Test(arguments: [("expired", "the peer's certificate has expired"), ("wrong-host", "the peer's certificate is for another host")])
        func refused(identity: String, sentence: String) async throws {
            let (server, port) = try await start(identity)
            let client = try await LoopbackClient(try Contexts.client(), port: port)
            #expect(await client.recorder.nextError() == sentence)
            withExtendedLifetime(server) {}
        }

        @Test func renegotiationIsRefused() async throws {
            let (server, port) = try await start("server", "-tls1_2")
            let client = try await LoopbackClient(try Contexts.client(), port: port)
            _ = await client.recorder.nextHandshake()
            try server.send("R\n")
            #expect(await server.output(until: "no renegotiation").contains("no renegotiation"))
        }

        @Test func clientCertificateIsShown() async throws {
            let (server, port) = try await start("server", "-Verify", "1", "-CAfile", certificates.path("ca.pem"), "-rev")
            let client = try await LoopbackClient(try Contexts.client("client"), port: port)
            try await client.channel.writeAndFlush(ByteBuffer(string: "hello\n"))
            #expect(await client.recorder.nextText() == "olleh\n")
            withExtendedLifetime(server) {}
        }

        @Test func certificateThatTheServerRefuses() async throws {
            let (server, port) = try await start(
                "server",
                "-Verify",
                "1",
                "-verify_return_error",
                "-CAfile",
                certificates.path("ca.pem")
            )
            let client = try await LoopbackClient(try Contexts.client("stranger"), port: port)
            #expect(await client.recorder.nextError() == "the peer refused our certificate: unknown CA")
            withExtendedLifetime(server) {}
        }
    }
}
