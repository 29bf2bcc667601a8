import ArgumentParser
import HandlerCommand
import ServiceCommand

/// The command: options in, a handler that runs until SIGTERM or SIGINT.
@main
struct LineHandler: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "line-handler",
        abstract: "A chat over lines of text, for devices of an ExProto gateway.",
        discussion: "Connect with `nc HOST 7993`. What is said is published to \(Chat.topic), where MQTT clients can hear and speak too."
    )

    @OptionGroup(title: "Gateway")
    var handler: HandlerOptions

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func run() async throws {
        try await HandlerProcess.run(named: "line-handler", handler, observability) { _ in Chat() }
    }
}
