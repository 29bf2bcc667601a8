import RawHTTP2
import RecordedLogging
import Testing

@testable import ExtensionGRPC

/// What comes to a port that isn't HTTP/2: closed, and named in one line of the log.
@Suite(.timeLimit(.minutes(1)))
struct BadInputProtocolTests {
    private static let clientHello: [UInt8] = [0x16, 3, 1, 0, 0x31, 1, 0, 0, 0x2D, 3, 3] + [UInt8](repeating: 0xAB, count: 43)
    private static let mqttConnect: [UInt8] = [0x10, 0x0D, 0, 4] + Array("MQTT".utf8) + [4, 2, 0, 60, 0, 1, 0x61]

    @Test(arguments: [
        ("an unknown protocol", (0..<512).map { UInt8(truncatingIfNeeded: ($0 + 3) &* 197 >> 1) }),
        ("MQTT", mqttConnect),
        ("HTTP/1", Array("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)),
        ("TLS", clientHello),
    ])
    func anotherProtocolIsClosedAndNamedOnce(_ name: String, _ bytes: [UInt8]) async throws {
        try await RawTestServer.run { server in
            try await onThread { [port = server.port] in
                let socket = try RawSocket(port: port)
                try socket.send(bytes)
                try socket.waitForEnd()
            }
            _ = await server.log.wait(for: "doesn't speak HTTP/2")
            try await server.expectAnswers()
            #expect(server.log.lines(containing: "doesn't speak HTTP/2").count == 1)
            #expect(server.log.lines(containing: name).count == 1)
        }
    }

    /// Nothing at all, half a preface, and a preface without the settings that belong to it.
    @Test(arguments: [[], Array(RawClient.preface.prefix(7)), RawClient.preface])
    func aConnectionThatDoesNotBeginIsClosed(_ bytes: [UInt8]) async throws {
        var limits = ServerLimits()
        limits.handshakeTimeout = .milliseconds(50)
        try await RawTestServer.run(limits: limits) { server in
            try await onThread { [port = server.port] in
                let socket = try RawSocket(port: port)
                try socket.send(bytes)
                try socket.waitForEnd()
            }
            #expect(await server.log.wait(for: "no HTTP/2 preface") != nil)
            try await server.expectAnswers()
        }
    }

    /// A port check, as load balancers do it, isn't worth a line.
    @Test func aConnectionThatOnlyOpensAndClosesIsNotLogged() async throws {
        try await RawTestServer.run { server in
            try await onThread { [port = server.port] in
                for _ in 0..<20 { try RawSocket(port: port).close() }
                try RawSocket(port: port).reset()
            }
            try await server.expectAnswers()
            #expect(server.log.lines(containing: "warning").isEmpty)
        }
    }
}
