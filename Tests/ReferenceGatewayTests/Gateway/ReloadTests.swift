import ExtensionProtocol
import ExtensionTLS
import Foundation
import NIOCore
import NIOPosix
import OpenSSLPeer
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// What EMQX's `t_update_not_restart_listener` asserts, and what else SIGHUP does.
@Suite(.timeLimit(.minutes(1))) struct ReloadTests {
    private static func yaml(_ transport: Transport, handlerPort: Int, idleTimeout: String, _ listener: String) throws -> String {
        let identity = try TestCertificates.shared.get().identity("server")
        let tls = "ssl_options: {certfile: \"\(identity.certificateChainFile)\", keyfile: \"\(identity.privateKeyFile)\"}"
        return """
            gateway:
              exproto:
                idle_timeout: \(idleTimeout)
                server: {bind: "127.0.0.1:0"}
                handler:
                  address: "\(transport.handlerUsesTLS ? "https" : "http")://\(transport.handlerHost):\(handlerPort)"
                  service_name: \(transport.service == .streaming ? "ConnectionHandler" : "ConnectionUnaryHandler")
                  ssl_options: {cacertfile: "\(try TestCertificates.shared.get().path("ca.pem"))"}
                listeners:
                  \(transport.devicesUseTLS ? "ssl" : "tcp"):
                    default:
                      bind: 127.0.0.1:0
                      \(transport.devicesUseTLS ? tls : "")
                      \(listener)
            """
    }

    /// Runs a gateway whose configuration is a file; `change` writes that anew and has it read.
    private func withFile(
        _ transport: Transport = .tcp,
        _ body: (TestGateway, _ change: (_ idleTimeout: String, _ listener: String...) throws -> Void) async throws -> Void
    ) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString).yaml").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await withGateway(
            transport,
            prepare: { configuration in
                let port = configuration.exproto.handler.address.port
                try Data(Self.yaml(transport, handlerPort: port, idleTimeout: "30s", "").utf8).write(to: URL(filePath: file))
                configuration = try GatewayConfiguration(file: file)
            }
        ) { test in
            let port = test.handlerPort
            try await body(test) { idleTimeout, listener in
                let keys = listener.joined(separator: "\n          ")
                let text = try Self.yaml(transport, handlerPort: port, idleTimeout: idleTimeout, keys)
                try Data(text.utf8).write(to: URL(filePath: file))
                test.gateway.reload()
            }
        }
    }

    @Test(arguments: Transport.allCases) func anotherIdleTimeoutKeepsConnections(transport: Transport) async throws {
        try await withFile(transport) { test, change in
            let (device, connection) = try await test.connect()
            try change("100ms")
            let (silent, _) = try await test.connect()
            await silent.closed()
            #expect(await test.handler.closed() == "{shutdown,idle_timeout}")
            try await device.send("still here")
            #expect(await test.handler.bytes() == "still here")
            #expect(try await test.adapter.send("yes", to: connection) == .success)
            #expect(await device.receive("yes") == "yes")
            #expect(test.log.lines(containing: "next start").isEmpty)
        }
    }

    @Test func limitsRulesAndMountpointsAreTakenUp() async throws {
        try await withFile { test, change in
            try change("30s", "max_connections: 1", "mountpoint: new/")
            let (first, connection) = try await test.connectClient("c")
            #expect(try await test.adapter.publish(connection, "t").code == .success)
            #expect(await test.broker.events.next { $0.hasPrefix("publish") } == "publish c new/t")
            let second = try await TestDevice(test.listener, group: test.group)
            await second.closed()
            try change("30s", "access_rules: deny all")
            let third = try await TestDevice(test.listener, group: test.group)
            await third.closed()
            #expect(test.log.lines(containing: "its address isn't allowed").count == 1)
            try await first.send("x")
            #expect(await test.handler.bytes() == "x")
        }
    }

    @Test func keysForTheNextStartAreNamed() async throws {
        try await withFile { test, change in
            try change("30s", "tcp_options: {backlog: 5, nodelay: true}")
            let line = try #require(test.log.lines(containing: "count from the next start on").first)
            #expect(line.hasSuffix("keys=gateway.exproto.listeners.tcp.default.tcp_options.backlog"))
        }
    }

    @Test func aFileThatCannotBeUsedChangesNothing() async throws {
        try await withFile { test, change in
            try change("0.1", "access_rules: deny all")
            let line = try #require(test.log.lines(containing: "so the one before stays").first)
            #expect(line.contains("line 3: gateway.exproto.idle_timeout: a duration"))
            _ = try await test.connect()
        }
    }
}
