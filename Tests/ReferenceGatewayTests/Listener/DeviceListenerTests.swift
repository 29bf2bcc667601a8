import ExtensionGRPC
import ExtensionProtocol
import ExtensionTLS
import NIOConcurrencyHelpers
import NIOCore
import OpenSSLPeer
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct DeviceListenerTests {
    @Test func moreThanMaxConnectionsAreRefused() async throws {
        try await withGateway(configure: { $0.listeners[0].maximumConnections = 2 }) { test in
            let (first, _) = try await test.connect()
            _ = try await test.connect()
            let third = try await TestDevice(test.listener, group: test.group)
            await third.closed()
            #expect(test.log.lines(containing: "there are too many connections").count == 1)
            try await first.close()
            #expect(await test.log.wait(for: "A device is gone") != nil)
            _ = try await test.connect()
        }
    }

    @Test func moreThanMaxConnRateWaits() async throws {
        try await withGateway(configure: { $0.listeners[0].maximumConnectionRate = 5 }) { test in
            let start = ContinuousClock.now
            for _ in 0..<7 { _ = try await test.connect() }
            #expect(ContinuousClock.now - start > .milliseconds(150))
        }
    }

    @Test func addressesThatAreNotAllowedAreRefused() async throws {
        try await withGateway(configure: { #expect($0.listeners[0].accessRules.append("deny 127.0.0.0/8") == true) }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            await device.closed()
            #expect(test.log.lines(containing: "its address isn't allowed").count == 1)
            #expect(test.handler.events.all.isEmpty)
        }
    }

    @Test func aListenerMayHaveItsOwnHandlerAndMountpoint() async throws {
        try await withGateway(configure: { configuration in
            configuration.mountpoint = "gateway/"
            configuration.listeners[0].mountpoint = "listener/"
            configuration.listeners[0].handler = configuration.handler
            configuration.handler.address = BindAddress(host: "127.0.0.1", port: 1)
        }) { test in
            let (_, connection) = try await test.connectClient("c")
            #expect(try await test.adapter.publish(connection, "t").code == .success)
            #expect(await test.broker.events.next { $0.hasPrefix("publish") } == "publish c listener/t")
        }
    }

    // MARK: TLS

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

    @Test func aPortThatIsTakenIsNamed() async throws {
        try await withGateway { test in
            let port = try test.listener.port ?? 0
            let error = await #expect(throws: GatewayError.self) {
                try await withGateway(configure: { $0.listeners[0].address.port = port }) { _ in }
            }
            #expect(error?.description.hasPrefix("the listener exproto:tcp:default can't be opened") == true)
            let adapter = test.addresses.adapter.port ?? 0
            let adapterError = await #expect(throws: GatewayError.self) {
                try await withGateway(configure: { $0.server.address.port = adapter }) { _ in }
            }
            #expect(adapterError?.description.hasPrefix("the adapter can't listen on 127.0.0.1:\(adapter)") == true)
        }
    }
}
