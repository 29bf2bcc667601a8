import ArgumentParser
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

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func run() async throws {
        let configuration = try readConfiguration()
        guard !check else { return }
        let process = ServiceProcess(named: "extension-gateway", observability, defaultMetricsPort: 9467)
        let gateway = ReferenceGateway(configuration: configuration, logger: process.logger)
        try await process.run(GatewayServer(gateway: gateway)) { nil }
    }

    private func readConfiguration() throws -> GatewayConfiguration {
        do {
            return try GatewayConfiguration(file: file)
        } catch {
            throw ValidationError("\(file): \(error)")
        }
    }
}
