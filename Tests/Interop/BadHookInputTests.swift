import ExtensionProtocol
import HookProviderKit
import RawHTTP2
import Testing

/// Requests that aren't quite the messages they should be.
@Suite(.timeLimit(.minutes(1)))
struct BadHookInputTests {
    private static let path = "/emqx.exhook.v3.HookProvider/OnClientConnected"

    @Test(
        arguments: [
            ("a field that ends too early", [0x0A, 0x7F, 1]),
            ("a varint without end", [UInt8](repeating: 0xFF, count: 12)),
            ("field number 0", [0x02, 0x00]),
            ("a wire type that protobuf doesn't have", [0x0F, 0x00]),
            ("a length beyond 2 GiB", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
        ] as [(String, [UInt8])]
    )
    func whatIsNotProtobufIsAnInvalidArgument(_ name: String, _ request: [UInt8]) async throws {
        let events = ObservedEvents()
        try await events.serve { port in
            let (bad, good) = try await onThread {
                let client = try RawClient(port: port)
                return (try client.call(1, Self.path, request), try client.call(3, Self.path))
            }
            #expect(bad.grpcStatus == 3, "\(name)")
            #expect(bad.grpcMessage?.contains("ClientConnected") == true, "\(name)")
            #expect(good.grpcStatus == 0, "\(name)")
        }
        #expect(events.all.count == 1)
    }

    /// MQTT text may be anything on brokers that don't check it: `clientinfo { clientid: "a<ff>b" }`.
    @Test func invalidUTF8IsReplaced() async throws {
        let events = ObservedEvents()
        try await events.serve { port in
            let response = try await onThread { try RawClient(port: port).call(1, Self.path, [0x0A, 5, 0x12, 3, 0x61, 0xFF, 0x62]) }
            #expect(response.grpcStatus == 0)
        }
        let event = try #require(events.all.first?.event as? ClientConnected)
        #expect(event.client.clientID == "a\u{FFFD}b")
    }

    /// A hook that the broker was never told of, as after a deployment with fewer hooks.
    @Test func aHookWithoutHandlerIsUnimplemented() async throws {
        var configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
        configuration.drainTimeout = .milliseconds(100)
        let server = HookProviderServer(configuration: configuration) { hooks in hooks.on(.clientConnect) { _, _ in } }
        let port = try #require(try await server.start().first?.port)
        let response = try await onThread { try RawClient(port: port).call(1, Self.path) }
        await server.shutDown()
        #expect(response.grpcStatus == 12)
    }
}
