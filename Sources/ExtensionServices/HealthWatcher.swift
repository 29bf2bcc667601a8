package import ExtensionGRPC
import ExtensionProtocol

/// A client's view of grpc.health.v1.
package enum HealthWatcher {
    /// Watches a service, by its full name, or the server as a whole where that is empty. A server without health checks is healthy
    /// (gRPC's health-checking.md). One whose watch breaks isn't, until the next attempt a second later.
    package static func watch(_ service: String = "") -> GRPCClientConfiguration.HealthWatch {
        { connection, report in
            while !Task.isCancelled {
                do {
                    try await follow(service, on: connection, report)
                } catch let error as RPCError where error.status.code == .unimplemented {
                    return report(true)
                } catch {}
                report(false)
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private static func follow(
        _ service: String,
        on connection: ClientConnection,
        _ report: (_ isServing: Bool) -> Void
    ) async throws {
        try await connection.withStream("/grpc.health.v1.Health/Watch") { stream in
            try await stream.send(HealthCheckRequest(service: service).encoded())
            stream.finishRequests()
            for try await bytes in stream.responses {
                report(try bytes.withUnsafeBytes { try HealthCheckResponse(decoding: $0) }.status == .serving)
            }
        }
    }
}
