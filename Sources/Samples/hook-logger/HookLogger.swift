import ArgumentParser
import HookProviderKit
import Logging
import ServiceCommand
import UnixSignals

/// The command: options in, a provider that runs until SIGTERM or SIGINT.
@main
struct HookLogger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook-logger",
        abstract: "A hook provider that logs every event of an EMQX broker, and allows everything.",
        discussion: "Events go to standard output, a line each, and all else to standard error. Passwords are never logged."
    )

    @OptionGroup(title: "Listening")
    var listen: ListenOptions

    @Option(help: "How events are written; json is an object per line.")
    var format = EventFormat.text

    @Option(help: ArgumentHelp("Only events of messages whose topic matches; can be repeated.", valueName: "filter"))
    var topics = ["#"]

    func validate() throws {
        for topic in topics where !TopicFilter(topic).isValid { throw ValidationError("'\(topic)' isn't a valid topic filter.") }
    }

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let log = EventLog()
        let topics = topics.map { TopicFilter($0) }
        var configuration = HookProviderConfiguration(listeners: listen.listeners(defaultPort: 9000))
        configuration.eventLoops = listen.loops
        let server = HookProviderServer(configuration: configuration) { hooks in
            hooks.logAll(to: log, topics: topics)
        }
        // From here on, so that a signal that follows the announcement at once isn't missed.
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        announce(try await server.start(), server.report)
        async let writing: Void = log.write(as: format)
        for await _ in signals { break }
        await server.shutDown()
        log.finish()
        await writing
    }

    private func announce(_ addresses: [ServiceAddress], _ report: ProviderReport) {
        for address in addresses { StandardError.write("hook-logger is listening on \(address)") }
        if let text = report.brokerConfiguration(name: "hook-logger", deniesWithoutProvider: false) { StandardError.write("\n" + text) }
    }
}
