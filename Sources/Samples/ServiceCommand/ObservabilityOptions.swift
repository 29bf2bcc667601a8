public import ArgumentParser
import ExtensionMetrics
package import Logging

/// What is told of the process: its log, and metrics and health over HTTP.
package struct ObservabilityOptions: ParsableArguments {
    @Option(help: "The address of /metrics, /healthz and /readyz; 0.0.0.0 for other machines.")
    package var metricsHost = "127.0.0.1"

    @Option(
        help: """
            The TCP port of /metrics, /healthz and /readyz, by default 9464 for hooks, 9466 for devices' handlers and 9467 for the gateway; \
            0 for any that is free.
            """
    )
    package var metricsPort: Int?

    @Option(help: "The least severe lines of the log to write: trace, debug, info, notice, warning, error or critical.")
    package var logLevel = Logger.Level.info

    package init() {}

    package func validate() throws {
        guard (0...65_535).contains(metricsPort ?? 0) else { throw ValidationError("There is no port \(metricsPort ?? 0).") }
    }

    func serverConfiguration(defaultPort: Int) -> ObservabilityServerConfiguration {
        ObservabilityServerConfiguration(host: metricsHost, port: metricsPort ?? defaultPort)
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
