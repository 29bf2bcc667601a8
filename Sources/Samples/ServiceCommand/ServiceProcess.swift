package import ExtensionMetrics
package import ExtensionServices
import Foundation
package import Logging
import Metrics
package import ServiceLifecycle
import UnixSignals

/// The process around a service: its log, its metrics and health, its signals and its end.
package struct ServiceProcess {
    /// Logs to standard error.
    package let logger: Logger
    private let name: String
    private let observability: ObservabilityServerConfiguration
    private let metrics: PrometheusMetrics

    /// Installs logging and metrics for the whole process: once, before anything that uses them is made.
    package init(named name: String, _ observability: ObservabilityOptions, defaultMetricsPort: Int = 9464) {
        // A reader of the log that goes away must not take the process with it.
        signal(SIGPIPE, SIG_IGN)
        let level = observability.logLevel
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        self.name = name
        self.observability = observability.serverConfiguration(defaultPort: defaultMetricsPort)
        self.metrics = metrics
        logger = Logger(label: name)
    }

    /// Serves until SIGTERM or SIGINT, and says on standard error where, and what to paste into EMQX. SIGHUP reads certificates again.
    ///
    /// The server stops first and then `services`, the last of them first: it may use them until its last call is answered.
    package func run(
        _ server: any RunnableServer,
        over services: [any Service] = [],
        readiness: [ReadinessCheck] = [],
        brokerConfiguration: @escaping @Sendable () -> String?
    ) async throws {
        let health = ObservabilityServer(
            configuration: observability,
            metrics: metrics,
            readinessChecks: readiness,
            logger: logger
        )
        let announced = AnnouncedServer(server: server, name: name, brokerConfiguration: brokerConfiguration)
        let all: [any Service] = [health] + services + [announced, CertificateReloader(server: server, logger: logger)]
        let group = ServiceGroup(services: all, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }
}

/// Says where the server listens as soon as it does, and what to paste into EMQX.
private struct AnnouncedServer: Service {
    let server: any RunnableServer
    let name: String
    let brokerConfiguration: @Sendable () -> String?

    func run() async throws {
        let addresses = try await server.start()
        for address in addresses { StandardError.write("\(name) is listening on \(address)") }
        if let text = brokerConfiguration() { StandardError.write("\n" + text) }
        try? await gracefulShutdown()
        await server.shutDown()
    }
}

/// Reads certificates and keys again at every SIGHUP.
private struct CertificateReloader: Service {
    let server: any RunnableServer
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            server.reloadCertificatesOrWarn()
        }
    }
}
