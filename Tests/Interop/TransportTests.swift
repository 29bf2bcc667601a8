import ExtensionGRPC
import Foundation
import NIOCore
import Testing

/// What gRPC's own Python client finds at the server.
@Suite(.timeLimit(.minutes(1)))
struct TransportTests {
    private static let checks = [
        "empty_message", "large_message", "too_large_message", "error_with_text", "deadline", "cancellation", "compression", "concurrency",
        "unknown_methods", "client_streaming", "server_streaming", "abandoned_server_stream", "bidirectional_streaming", "large_stream",
        "metadata",
    ]

    @Test(arguments: checks)
    func grpcioIsServed(_ check: String) async throws {
        try await withServer(TestService().methods) { _, addresses in
            let port = try #require(addresses.first?.port)
            _ = try await PythonPeer.run("transport", check, "127.0.0.1:\(port)")
        }
    }

    /// One server on two listeners. A socket file that an earlier process left is in the way of none.
    @Test func aUnixSocketAndATCPPortAreServedAtOnce() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "interop-\(UUID().uuidString.prefix(8)).sock").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for _ in 0..<2 {
            let listeners: [ListenAddress] = [.tcp(host: "127.0.0.1", port: 0), .unixSocket(path: path)]
            try await withServer(TestService().methods, listeners: listeners) { _, addresses in
                #expect(addresses.count == 2)
                let port = try #require(addresses.first?.port)
                async let overTCP = PythonPeer.run("transport", "client_streaming", "127.0.0.1:\(port)")
                async let overUnix = PythonPeer.run("transport", "client_streaming", "unix:\(path)")
                _ = try await (overTCP, overUnix)
            }
        }
    }
}
