import ExtensionMetrics
import Logging

/// Serves on a free port for as long as `body` takes.
func withServer(
    metrics: PrometheusMetrics? = nil,
    readinessChecks: [ReadinessCheck] = [],
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    configure: (inout ObservabilityServerConfiguration) -> Void = { _ in },
    _ body: (_ port: Int, _ server: ObservabilityServer) async throws -> Void
) async throws {
    var configuration = ObservabilityServerConfiguration(port: 0)
    configure(&configuration)
    let server = ObservabilityServer(configuration: configuration, metrics: metrics, readinessChecks: readinessChecks, logger: logger)
    let port = try await server.start()
    do {
        try await body(port, server)
    } catch {
        await server.shutDown()
        throw error
    }
    await server.shutDown()
}
