import ArgumentParser
import NIOCore
import ReferenceGateway
import ServiceCommand

/// The command: a configuration in, a gateway that runs until SIGTERM or SIGINT.
@main
struct ExtensionGateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extension-gateway",
        abstract: "A gateway for devices with protocols of their own, as EMQX's ExProto gateway is one.",
        discussion: """
            It owns the devices' sockets, calls a ConnectionUnaryHandler service with what comes from them, and serves the \
            ConnectionAdapter to it. The configuration is YAML with EMQX's names of keys. SIGTERM ends it, SIGHUP reads it, \
            certificates and keys again.
            """
    )

    @Argument(help: "The configuration file.")
    var file: String

    @Flag(help: "Read the configuration, say what is wrong with it, and end.")
    var check = false

    @Option(help: ArgumentHelp("How many event loops serve devices and handlers; one per core by default.", valueName: "n"))
    var loops = System.coreCount

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func validate() throws {
        guard loops > 0 else { throw ValidationError("It takes at least one event loop.") }
    }

    func run() async throws {
        let configuration = try readConfiguration()
        guard !check else { return }
        let process = ServiceProcess(named: "extension-gateway", observability, defaultMetricsPort: 9467)
        let gateway = ReferenceGateway(configuration: configuration, logger: process.logger)
        try await process.run(GatewayServer(gateway: gateway)) { nil }
    }

    private func readConfiguration() throws -> GatewayConfiguration {
        do {
            var configuration = try GatewayConfiguration(file: file)
            configuration.eventLoops = loops
            return configuration
        } catch {
            throw ValidationError("\(file): \(error)")
        }
    }
}
