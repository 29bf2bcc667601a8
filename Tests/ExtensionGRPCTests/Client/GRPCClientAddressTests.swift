import Foundation
import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ExtensionGRPC

/// Several addresses, and names for them.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientAddressTests {
    @Test func aNameIsResolvedByTheSystem() async throws {
        let (server, port) = try await startServer(echo())
        try await withGRPCClient {
            $0.addresses = [.tcp(host: "localhost", port: port)]
        } _: { client in
            // ::1 is tried too, and nobody listens there.
            for key in (0..<10).map({ AffinityKey("\($0)") }) { try await client.echo(CallOptions(key: key)) }
        }
        await server.shutDownGracefully(within: .seconds(5))
    }

    @Test func aNameThatDoesNotExistIsUnavailable() async throws {
        try await withGRPCClient {
            $0.addresses = [.tcp(host: "nowhere.invalid", port: 1)]
        } _: { client in
            let error = await #expect(throws: RPCError.self) { try await client.echo() }
            #expect(error?.status.code == .unavailable && error?.isUnprocessed == true)
            #expect(error?.status.message.hasPrefix("no server can be reached: nowhere.invalid can't be resolved: ") == true)
        }
    }

    @Test func aUnixSocketIsAnAddress() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "client-\(UUID().uuidString.prefix(8)).sock").path
        try await withClient(of: echo(), listener: .unixSocket(path: path)) { _, _ in
            try await withGRPCClient {
                $0.addresses = [.unixSocket(path: path)]
            } _: { client in
                try await client.echo()
            }
        }
    }

    /// The name moves from one server to another; that the first has gone is what has it asked for again.
    @Test func aNameIsResolvedAgainWhenItsServerHasGone() async throws {
        let (first, firstPort) = try await startServer(echo())
        let (second, secondPort) = try await startServer(echo())
        let port = NIOLockedValueBox(firstPort)
        try await withGRPCClient {
            $0.addresses = [.tcp(host: "moving.example", port: 1)]
            $0.resolver = NameResolver { (_, _) throws(RPCError) in
                [try! SocketAddress(ipAddress: "127.0.0.1", port: port.withLockedValue { $0 })]
            }
        } _: { client in
            try await client.echo()
            port.withLockedValue { $0 = secondPort }
            await first.shutDownGracefully(within: .zero)
            await client.waitUntil { $0.connections.isEmpty }
            try await client.echo(CallOptions(timeout: .seconds(20), waitsForReady: true))
            #expect(client.state.withLockedValue { $0.pool.endpoints.map(\.address.socket.port) } == [secondPort])
        }
        await second.shutDownGracefully(within: .seconds(5))
    }

    @Test func keysMoveAwayFromADeadServerAndComeBack() async throws {
        let names = ["a", "b", "c"]
        var (servers, ports): ([GRPCServer], [Int]) = ([], [])
        for name in names {
            let (server, port) = try await startServer(Self.named(name))
            servers.append(server)
            ports.append(port)
        }
        try await withGRPCClient(of: ports[0], ports[1], ports[2]) { client in
            let keys = (0..<60).map { AffinityKey("\($0)") }
            let before = try await Self.servers(of: keys, client)
            #expect(Set(before) == Set(names))
            await servers[0].shutDownGracefully(within: .zero)
            await client.waitUntil { $0.connections.count < 3 }
            let during = try await Self.servers(of: keys, client)
            #expect(zip(before, during).allSatisfy { $0 == "a" ? $1 != "a" : $0 == $1 })
            (servers[0], _) = try await startServer(Self.named("a"), port: ports[0])
            while try await Self.servers(of: keys, client).allSatisfy({ $0 != "a" }) {}
            let after = try await Self.servers(of: keys, client)
            #expect(after == before)
        }
        for server in servers { await server.shutDownGracefully(within: .seconds(5)) }
    }

    private static func named(_ name: String) -> RPCMethod {
        .unary("/test.Test/Name") { (_, call) throws(RPCError) in call.respond(Array(name.utf8)) }
    }

    private static func servers(of keys: [AffinityKey], _ client: GRPCClient) async throws -> [String] {
        var names: [String] = []
        for key in keys {
            names.append(
                String(decoding: try await client.unary("/test.Test/Name", [], options: CallOptions(key: key)).message, as: UTF8.self)
            )
        }
        return names
    }
}
