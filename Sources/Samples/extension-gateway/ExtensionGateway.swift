import ArgumentParser
import Logging
import ReferenceGateway

/// `extension-gateway gateway.yaml`
@main struct ExtensionGateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extension-gateway",
        abstract: "A gateway for devices with protocols of their own, as EMQX's ExProto gateway is one.",
        discussion: """
            It owns the devices' sockets, calls a ConnectionUnaryHandler service with what comes from them, and serves the
            ConnectionAdapter to it. The configuration is YAML with EMQX's names of keys. SIGTERM ends it, SIGHUP reads
            certificates and keys again.
            """
    )

    @Argument(help: "The configuration file.") var file: String
    @Option(
        help: "The least level that is logged: trace, debug, info, notice, warning, error or critical.",
        transform: { text in
            guard let level = Logger.Level(rawValue: text) else { throw ValidationError("\(text) isn't a level") }
            return level
        }
    )
    var logLevel: Logger.Level = .info
    @Flag(help: "Read the configuration, say what is wrong with it, and end.") var check = false

    func run() async throws {
        let configuration: GatewayConfiguration
        do throws(GatewayConfigurationError) {
            configuration = try GatewayConfiguration(file: file)
        } catch {
            throw ValidationError("\(file): \(error)")
        }
        guard !check else { return }
        var logger = Logger(label: "extension-gateway")
        logger.logLevel = logLevel
        try await ReferenceGateway(configuration: configuration, logger: logger).runService()
    }
}
