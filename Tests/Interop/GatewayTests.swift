import ExtensionProtocol
import ExtensionTLS
import Foundation
import Logging
import NIOCore
import OpenSSLPeer
import ReferenceGateway
import Testing

/// The gateway between foreign devices, nc and openssl, and a foreign handler, grpcio.
@Suite(.timeLimit(.minutes(1))) struct GatewayTests {
    @Test(arguments: [ConnectionHandlerService.unary, .streaming], [true, false])
    func echo(service: ConnectionHandlerService, usesTLS: Bool) async throws {
        try await withGateway(service, usesTLS: usesTLS) { connect in
            let device = try connect()
            #expect(await device.line() == "welcome \(usesTLS ? "SSL" : "TCP") 127.0.0.1")
            for number in 0..<20 {
                try device.send("Hi, this is tcp client! \(number)")
                #expect(await device.line() == "Hi, this is tcp client! \(number)")
            }
        }
    }

    /// Loopback has many addresses, so that the device's isn't the one that the gateway sees.
    @Test(arguments: ["send-proxy", "send-proxy-v2"], [true, false])
    func haproxy(option: String, usesTLS: Bool) async throws {
        try await withGateway(.unary, usesTLS: usesTLS, proxyOption: option, deviceHost: "127.0.0.2") { connect in
            let device = try connect()
            #expect(await device.line() == "welcome \(usesTLS ? "SSL" : "TCP") 127.0.0.2")
            try device.send("hello")
            #expect(await device.line() == "hello")
        }
    }

    @Test(arguments: [ConnectionHandlerService.unary, .streaming])
    func chat(service: ConnectionHandlerService) async throws {
        try await withGateway(service, usesTLS: true) { connect in
            let (ada, bob) = (try connect(), try connect())
            for (device, name) in [(ada, "ada"), (bob, "bob")] {
                #expect(await device.line() == "welcome SSL 127.0.0.1")
                try device.send("say room early")
                #expect(await device.line() == "PERMISSION_DENY")
                try device.send("name \(name)")
                #expect(await device.line() == "SUCCESS")
            }
            try bob.send("join room/+")
            #expect(await bob.line() == "SUCCESS")
            try ada.send("say room/1 hello bob")
            #expect(await ada.line() == "SUCCESS")
            #expect(await bob.line() == "room/1: hello bob")
            try ada.send("bye")
            #expect(await ada.line() == nil)
        }
    }

    private func withGateway(
        _ service: ConnectionHandlerService,
        usesTLS: Bool,
        proxyOption: String? = nil,
        deviceHost: String = "127.0.0.1",
        _ body: (_ connect: () throws -> CommandDevice) async throws -> Void
    ) async throws {
        let adapterFile = FileManager.default.temporaryDirectory.appending(path: "adapter-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: adapterFile) }
        let style = service == .unary ? "unary" : "streaming"
        let handler = try await PythonServer("exproto_handler", [adapterFile.path, style])
        let certificates = try TestCertificates.shared.get()
        var configuration = GatewayConfiguration(
            exproto: ExProtoConfiguration(
                server: AdapterConfiguration(address: BindAddress(host: "127.0.0.1", port: 0)),
                handler: HandlerConfiguration(address: BindAddress(host: "127.0.0.1", port: handler.port), service: service),
                listeners: [
                    ListenerConfiguration(
                        address: BindAddress(host: "127.0.0.1", port: 0),
                        tls: usesTLS ? TLSServerConfiguration(identity: certificates.identity("server")) : nil
                    )
                ]
            )
        )
        if proxyOption != nil { configuration.exproto.listeners[0].proxyHeaderTimeout = .seconds(10) }
        let gateway = ReferenceGateway(configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let addresses = try await gateway.start()
        try Data("\(addresses.adapter.port ?? 0)".utf8).write(to: adapterFile)
        let listener = "127.0.0.1:\(addresses.listeners.values.first?.port ?? 0)"
        let proxy = try proxyOption.map { try HAProxy(to: listener, $0) }
        let address = proxy?.address ?? listener
        do {
            try await body { try CommandDevice(Self.command(address, from: deviceHost, usesTLS, certificates.path("ca.pem"))) }
        } catch {
            await gateway.shutDown(within: .seconds(1))
            throw error
        }
        await gateway.shutDown(within: .seconds(1))
        withExtendedLifetime((handler, proxy)) {}
    }

    private static func command(_ address: String, from host: String, _ usesTLS: Bool, _ roots: String) -> [String] {
        usesTLS
            ? ["openssl", "s_client", "-connect", address, "-bind", "\(host):0", "-quiet", "-verify_return_error", "-CAfile", roots]
            : ["nc", "-s", host] + address.split(separator: ":").map(String.init)
    }
}
