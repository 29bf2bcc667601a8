import ArgumentParser
import ConnectionHandlerKit
import ExtensionServices
import HandlerCommand
import ServiceCommand

/// The command: options in, a handler that runs until SIGTERM or SIGINT, or is killed.
@main
struct WitnessHandler: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness-handler",
        abstract: "What echo-handler does, with a line on standard output for all that it hears of connections."
    )

    @Option(help: "After how many seconds of silence the gateway is asked whether it still has a connection.")
    var idleTimeout = 300

    @OptionGroup(title: "Gateway")
    var handler: HandlerOptions

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func run() async throws {
        let process = ServiceProcess(named: "witness-handler", observability)
        var configuration = handler.configuration
        configuration.idleTimeout = .seconds(idleTimeout)
        let server = ConnectionHandlerServer(configuration: configuration, logger: process.logger) { _ in Witness() }
        try await process.run(server) { nil }
    }
}
