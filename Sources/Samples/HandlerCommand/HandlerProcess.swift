package import ConnectionHandlerKit
package import ServiceCommand

/// Serves one kind of handler until SIGTERM or SIGINT.
package enum HandlerProcess {
    package static func run<Handler: ConnectionHandler>(
        named name: String,
        _ options: HandlerOptions,
        _ observability: ObservabilityOptions,
        _ makeHandler: @escaping @Sendable (Connection) -> Handler
    ) async throws {
        let process = ServiceProcess(named: name, observability, defaultMetricsPort: 9466)
        let server = ConnectionHandlerServer(configuration: options.configuration, logger: process.logger, makeHandler)
        try await process.run(server) { server.report.gatewayConfiguration() }
    }
}
