import ExtensionServices
import NIOCore
import ReferenceGateway

/// The gateway as a program's server.
struct GatewayServer: RunnableServer {
    let gateway: ReferenceGateway

    /// Gives where devices connect.
    func start() async throws -> [ServiceAddress] {
        let listeners = try await gateway.start().listeners.sorted { $0.key < $1.key }
        return listeners.map { .tcp(host: $0.value.ipAddress ?? "", port: $0.value.port ?? 0) }
    }

    func shutDown() async { await gateway.shutDown() }

    func reloadCertificatesOrWarn() { gateway.reload() }
}
