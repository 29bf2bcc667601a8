import ArgumentParser
import ConnectionHandlerKit
import HandlerCommand
import ServiceCommand

/// The command: options in, a handler that runs until SIGTERM or SIGINT.
@main
struct EchoHandler: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo-handler",
        abstract: "Sends each device of an ExProto gateway what it has sent, by way of the broker.",
        discussion: """
            A device's bytes are published to a topic that it is subscribed to, so that whoever publishes there is heard by it too. With \
            --topic test/echo all devices hear each other.
            """
    )

    @Option(help: "The topic; {connection} stands for the connection's name.")
    var topic = "echo/{connection}"

    @OptionGroup(title: "Gateway")
    var handler: HandlerOptions

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func validate() throws {
        guard TopicFilter(topic).isValid, !topic.contains("+"), !topic.contains("#") else {
            throw ValidationError("'\(topic)' isn't a topic that can be published to.")
        }
    }

    func run() async throws {
        let topic = topic
        try await HandlerProcess.run(named: "echo-handler", handler, observability) { _ in Echo(topic: topic) }
    }
}
