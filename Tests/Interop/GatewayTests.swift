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
        _ body: (_ connect: () throws -> CommandDevice) async throws -> Void
    ) async throws {
        let adapterFile = FileManager.default.temporaryDirectory.appending(path: "adapter-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: adapterFile) }
        let style = service == .unary ? "unary" : "streaming"
        let handler = try await PythonServer("exproto_handler", [adapterFile.path, style])
        let certificates = try TestCertificates.shared.get()
        let configuration = GatewayConfiguration(
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
        let gateway = ReferenceGateway(configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let addresses = try await gateway.start()
        try Data("\(addresses.adapter.port ?? 0)".utf8).write(to: adapterFile)
        let address = "127.0.0.1:\(addresses.listeners.values.first?.port ?? 0)"
        do {
            try await body { try CommandDevice(Self.command(address, usesTLS, certificates.path("ca.pem"))) }
        } catch {
            await gateway.shutDown(within: .seconds(1))
            throw error
        }
        await gateway.shutDown(within: .seconds(1))
        withExtendedLifetime(handler) {}
    }

    private static func command(_ address: String, _ usesTLS: Bool, _ roots: String) -> [String] {
        usesTLS
            ? ["openssl", "s_client", "-connect", address, "-quiet", "-verify_return_error", "-CAfile", roots]
            : ["nc"] + address.split(separator: ":").map(String.init)
    }
}
