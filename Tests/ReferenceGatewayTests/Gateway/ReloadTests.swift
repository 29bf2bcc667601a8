import ExtensionProtocol
import Foundation
import NIOCore
import NIOPosix
import RecordedLogging
import Testing

@testable import ReferenceGateway

/// What EMQX's `t_update_not_restart_listener` asserts, and what else SIGHUP does.
@Suite(.timeLimit(.minutes(1))) struct ReloadTests {
    private static func yaml(handlerPort: Int, idleTimeout: String = "30s", _ listener: String...) -> String {
        """
        gateway:
          exproto:
            idle_timeout: \(idleTimeout)
            server: {bind: "127.0.0.1:0"}
            handler: {address: "http://127.0.0.1:\(handlerPort)"}
            listeners:
              tcp:
                default:
                  bind: 127.0.0.1:0
                  \(listener.joined(separator: "\n          "))
        """
    }

    /// Runs a gateway whose configuration is a file; `change` writes that anew and has it read.
    private func withFile(
        _ body: (TestGateway, _ change: (_ idleTimeout: String, _ listener: String...) throws -> Void) async throws -> Void
    ) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString).yaml").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await withGateway(prepare: { configuration in
            let port = configuration.exproto.handler.address.port
            try Data(Self.yaml(handlerPort: port).utf8).write(to: URL(filePath: file))
            configuration = try GatewayConfiguration(file: file)
        }) { test in
            let port = test.handlerPort
            try await body(test) { idleTimeout, listener in
                let text = Self.yaml(handlerPort: port, idleTimeout: idleTimeout, listener.joined(separator: "\n          "))
                try Data(text.utf8).write(to: URL(filePath: file))
                test.gateway.reload()
            }
        }
    }

    @Test func anotherIdleTimeoutKeepsConnections() async throws {
        try await withFile { test, change in
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
