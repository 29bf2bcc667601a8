import ExtensionGRPC
import ExtensionServices
import ExtensionTLS
import Foundation
import Logging
import NIOCore
import NIOPosix

/// Runs a client of 127.0.0.1 for as long as `body` takes.
func withGRPCClient<Value>(
    port: Int,
    host: String = "127.0.0.1",
    tls: TLSClientConfiguration? = nil,
    group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    _ configure: (inout GRPCClientConfiguration) -> Void = { _ in },
    _ body: (GRPCClient) async throws -> Value
) async throws -> Value {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var configuration = GRPCClientConfiguration(addresses: [.tcp(host: host, port: port)])
    configuration.backoff.initial = .milliseconds(20)
    configuration.backoff.maximum = .milliseconds(100)
    if let tls { try configuration.useTLS(tls, logger: logger) }
    configure(&configuration)
    let client = GRPCClient(configuration: configuration, group: group, logger: logger)
    do {
        let value = try await body(client)
        await client.close()
        return value
    } catch {
        await client.close(within: .zero)
        throw error
    }
}

/// A file of lines that goes with the test.
struct CallLog: Sendable {
    private let url = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID().uuidString)")

    var path: String { url.path }

    func lines() throws -> [String] { try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init) }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
