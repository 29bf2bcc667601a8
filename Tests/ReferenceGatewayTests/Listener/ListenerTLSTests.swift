import ExtensionGRPC
import ExtensionProtocol
import ExtensionTLS
import Foundation
import NIOCore
import OpenSSLPeer
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct ListenerTLSTests {
    @Test func aDeviceWithoutACertificateIsRefusedWhereOneIsRequired() async throws {
        try await withGateway(.ssl) { test in
            let roots = try TestCertificates.shared.get().path("ca.pem")
            let device = try await TestDevice(test.listener, tls: TLSClientConfiguration(trustRoots: .file(roots)), group: test.group)
            await device.closed()
            #expect(await test.log.wait(for: "A device's TLS failed") != nil)
            #expect(test.handler.events.all.isEmpty)
            #expect(test.gateway.deviceCount == 0)
        }
    }

    /// Other protocols, half a handshake, and nothing at all.
    @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", ""])
    func whatIsNoHandshakeIsClosed(text: String) async throws {
        try await withGateway(.ssl, configure: { $0.listeners[0].tls?.handshakeTimeout = .milliseconds(200) }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            if !text.isEmpty { try await device.send(text) }
            await device.closed()
            #expect(await test.log.wait(for: "A device's TLS failed") != nil)
            #expect(test.handler.events.all.isEmpty)
            let (_, connection) = try await test.connect()
            #expect(try await test.adapter.send("x", to: connection) == .success)
        }
    }

    @Test func anEncryptedKeyAndADeepChainWork() async throws {
        let certificates = try TestCertificates.shared.get()
        try await withGateway(
            .ssl,
            configure: { configuration in
                configuration.listeners[0].tls?.identity = TLSIdentity(
                    certificateChainFile: certificates.path("server.pem"),
                    privateKeyFile: certificates.path("encrypted.key"),
                    passphrase: TestCertificates.passphrase
                )
                configuration.listeners[0].tls?.versions = .v1_2 ... .v1_2
            }
        ) { test in
            let (device, _) = try await test.connect()
            try await device.send("x")
            #expect(await test.handler.bytes() == "x")
        }
    }

    @Test func aCertificateThatCannotBeReadStopsTheStart() async throws {
        let identity = TLSIdentity(certificateChainFile: "/no/such.pem", privateKeyFile: "/no/such.key")
        let error = await #expect(throws: GatewayError.self) {
            try await withGateway(.ssl, configure: { $0.listeners[0].tls?.identity = identity }) { _ in }
        }
        #expect(error?.description.contains("/no/such.pem") == true)
    }

    @Test func aWrongPassphraseStopsTheStartAndIsNotShown() async throws {
        let certificates = try TestCertificates.shared.get()
        let identity = TLSIdentity(
            certificateChainFile: certificates.path("server.pem"),
            privateKeyFile: certificates.path("encrypted.key"),
            passphrase: "hunter2"
        )
        let error = await #expect(throws: GatewayError.self) {
            try await withGateway(.ssl, configure: { $0.listeners[0].tls?.identity = identity }) { _ in }
        }
        #expect(error?.description.contains("encrypted.key") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func aVersionThatTheListenerDoesNotSpeakIsRefused() async throws {
        try await withGateway(.ssl, configure: { $0.listeners[0].tls?.versions = .v1_3 ... .v1_3 }) { test in
            var tls = try TestGateway.deviceTLS()
            tls.versions = .v1_2 ... .v1_2
            let device = try await TestDevice(test.listener, tls: tls, group: test.group)
            await device.closed()
            #expect(await test.log.wait(for: "the peer speaks no common TLS version") != nil)
            #expect(test.gateway.deviceCount == 0)
        }
    }

    @Test func aCertificateThatCannotBeReadAgainLeavesTheOneBefore() async throws {
        let certificates = try TestCertificates.shared.get()
        let file = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UUID().uuidString).pem")
        try FileManager.default.copyItem(atPath: certificates.path("server.pem"), toPath: file.path)
        defer { try? FileManager.default.removeItem(at: file) }
        try await withGateway(.ssl, configure: { $0.listeners[0].tls?.identity.certificateChainFile = file.path }) { test in
            try Data("nonsense".utf8).write(to: file)
            test.gateway.reload()
            #expect(test.log.lines(containing: "A certificate wasn't read again").count == 1)
            let (device, _) = try await test.connect()
            try await device.send("x")
            #expect(await test.handler.bytes() == "x")
        }
    }

    @Test func theAdapterMayAskForCertificates() async throws {
        let certificates = try TestCertificates.shared.get()
        let roots = certificates.path("ca.pem")
        try await withGateway(configure: { configuration in
            configuration.server.tls = TLSServerConfiguration(
                identity: certificates.identity("server"),
                clientVerification: .required(trustRootsFile: roots)
            )
        }) { test in
            let (device, connection) = try await test.connect()
            #expect(try await test.adapter.send("x", to: connection) == .success)
            #expect(await device.receive("x") == "x")
            let stranger = try AdapterClient(
                test.addresses.adapter,
                tls: TLSClientConfiguration(trustRoots: .file(roots)),
                group: test.group
            )
            await #expect(throws: RPCError.self) { try await stranger.send("x", to: connection) }
            await stranger.client.close(within: .zero)
        }
    }
}
