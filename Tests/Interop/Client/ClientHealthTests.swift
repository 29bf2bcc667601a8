import ExtensionGRPC
import ExtensionServices
import NIOCore
import Testing

/// A client that watches the health of its servers.
@Suite(.timeLimit(.minutes(1)))
struct ClientHealthTests {
    @Test func aServerThatIsNotServingIsLeftOutUntilItIs() async throws {
        let (first, second) = (HealthService(services: ["test.Test"]), HealthService(services: ["test.Test"]))
        try await withServer(Self.methods("first", first)) { _, firstAddresses in
            try await withServer(Self.methods("second", second)) { _, secondAddresses in
                let ports = try [firstAddresses, secondAddresses].map { try #require($0.first?.port) }
                try await withGRPCClient(port: ports[0]) {
                    $0.addresses = ports.map { .tcp(host: "127.0.0.1", port: $0) }
                    $0.healthWatch = HealthWatcher.watch("test.Test")
                } _: { client in
                    try await Self.expect(["first", "second"], of: client)
                    first.setServing(false)
                    try await Self.expect(["second"], of: client)
                    second.setServing(false)
                    while try await Self.answers(client) != [] {}
                    first.setServing(true)
                    try await Self.expect(["first"], of: client)
                }
            }
        }
    }

    @Test func aServerWithoutHealthChecksIsHealthy() async throws {
        try await withServer(TestService().methods) { _, addresses in
            try await withGRPCClient(port: try #require(addresses.first?.port)) {
                $0.healthWatch = HealthWatcher.watch()
            } _: { client in
                let response = try await client.unary("/test.Test/Echo", [1])
                #expect(response.message == [1])
            }
        }
    }

    private static func methods(_ name: String, _ health: HealthService) -> [RPCMethod] {
        health.methods + [.unary("/test.Test/Name") { (_, call) throws(RPCError) in call.respond(Array(name.utf8)) }]
    }

    /// Asks until these are the servers that answer.
    private static func expect(_ names: Set<String>, of client: GRPCClient) async throws {
        while try await answers(client) != names {}
    }

    /// The servers that answer calls of many keys; none where they are UNAVAILABLE.
    private static func answers(_ client: GRPCClient) async throws -> Set<String> {
        var names: Set<String> = []
        for key in 0..<20 {
            do throws(RPCError) {
                let response = try await client.unary("/test.Test/Name", [], options: CallOptions(key: AffinityKey("\(key)")))
                names.insert(String(decoding: response.message, as: UTF8.self))
            } catch {
                #expect(error.status.code == .unavailable && error.isUnprocessed)
            }
        }
        return names
    }
}
