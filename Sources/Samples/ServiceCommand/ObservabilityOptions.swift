public import ArgumentParser
import ExtensionMetrics
package import Logging

/// What is told of the process: its log, and metrics and health over HTTP.
package struct ObservabilityOptions: ParsableArguments {
    @Option(help: "The address of /metrics, /healthz and /readyz; 0.0.0.0 for other machines.")
    package var metricsHost = "127.0.0.1"

    @Option(help: "The TCP port of /metrics, /healthz and /readyz; 0 for any that is free.")
    package var metricsPort = 9464

    @Option(help: "The least severe lines of the log to write: trace, debug, info, notice, warning, error or critical.")
    package var logLevel = Logger.Level.info

    package init() {}

    package func validate() throws {
        guard (0...65_535).contains(metricsPort) else { throw ValidationError("There is no port \(metricsPort).") }
    }

    var serverConfiguration: ObservabilityServerConfiguration {
        var configuration = ObservabilityServerConfiguration()
        configuration.host = metricsHost
        configuration.port = metricsPort
        return configuration
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
