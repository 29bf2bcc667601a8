import ExtensionProtocol
import NIOCore
import RecordedLogging
import Testing

@testable import ReferenceGateway

@Suite(.timeLimit(.minutes(1))) struct ProxyProtocolTests {
    private static let header = "PROXY TCP4 192.0.2.1 192.0.2.2 40000 7993\r\n"

    private func withProxiedGateway(timeout: Duration = .seconds(10), _ body: (TestGateway, TestDevice) async throws -> Void) async throws {
        try await withGateway(configure: { $0.listeners[0].proxyHeaderTimeout = timeout }) { test in
            try await body(test, try await TestDevice(test.listener, group: test.group))
        }
    }

    @Test func theHandlerLearnsTheDevicesAddress() async throws {
        try await withProxiedGateway { test, device in
            try await device.send("PROXY TCP4 192.0.2.1 ")
            try await device.send("192.0.2.2 40000 7993\r\nhel")
            let created = try await test.handler.created().orThrow()
            #expect(created.socket.peer == Endpoint(host: "192.0.2.1", port: 40_000))
            #expect(created.socket.local == Endpoint(host: "192.0.2.2", port: 7993))
            #expect(await test.handler.bytes() == "hel")
            try await device.send("PROXY UNKNOWN\r\n")
            #expect(await test.handler.bytes() == "PROXY UNKNOWN\r\n")
            try await device.close()
            #expect(await test.handler.closed() == "{shutdown,tcp_closed}")
        }
    }

    @Test func whereTheHeaderSaysNothingTheSocketsAddressCounts() async throws {
        try await withProxiedGateway { test, device in
            try await device.send("PROXY UNKNOWN\r\n")
            let created = try await test.handler.created().orThrow()
            #expect(created.socket.peer == Endpoint(host: "127.0.0.1", port: UInt32(device.channel.localAddress?.port ?? 0)))
        }
    }

    /// What the header says may be anybody's invention.
    @Test func accessRulesAreAboutTheSocket() async throws {
        try await withGateway(configure: { configuration in
            configuration.listeners[0].proxyHeaderTimeout = .seconds(10)
            for rule in ["allow 127.0.0.1", "deny all"] { #expect(configuration.listeners[0].accessRules.append(rule) == true) }
        }) { test in
            let device = try await TestDevice(test.listener, group: test.group)
            try await device.send(Self.header)
            #expect(await test.handler.created()?.socket.peer.host == "192.0.2.1")
        }
    }

    @Test(arguments: ["hello\r\n", "PROXY TCP4 a b c d\r\n"]) func aConnectionWithoutAHeaderIsClosed(text: String) async throws {
        try await withProxiedGateway { test, device in
            try await device.send(text)
            await device.closed()
            #expect(await test.log.wait(for: "A connection isn't one of the load balancer") != nil)
            #expect(test.handler.events.all.isEmpty)
        }
    }

    @Test func aHeaderThatDoesNotComeIsNotWaitedForForever() async throws {
        try await withProxiedGateway(timeout: .milliseconds(100)) { test, device in
            try await device.send("PROXY TCP4 ")
            await device.closed()
            #expect(await test.log.wait(for: "the PROXY header took longer than 0.1 seconds") != nil)
            #expect(test.handler.events.all.isEmpty)
        }
    }

    @Test func thePlacesOfRefusedConnectionsAreFree() async throws {
        try await withGateway(configure: { configuration in
            configuration.listeners[0].proxyHeaderTimeout = .seconds(10)
            configuration.listeners[0].maximumConnections = 2
        }) { test in
            for _ in 0..<5 {
                let device = try await TestDevice(test.listener, group: test.group)
                try await device.send("nonsense")
                await device.closed()
            }
            let device = try await TestDevice(test.listener, group: test.group)
            try await device.send(Self.header)
            #expect(await test.handler.created() != nil)
            #expect(test.log.lines(containing: "A connection isn't one of the load balancer").count == 1)
        }
    }
}
