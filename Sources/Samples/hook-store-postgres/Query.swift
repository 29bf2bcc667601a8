import ArgumentParser
import ExtensionPostgres
import Foundation
import HookProviderKit
import MessageStore
import PostgresCommand

struct Query: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the last messages of a topic, newest first.")

    @OptionGroup(title: "Database")
    var database: DatabaseOptions

    @Option(name: .long, help: ArgumentHelp("How many messages at most.", valueName: "n"))
    var last = 10

    @Flag(help: "Write an object per line instead of a table.")
    var json = false

    @Argument(help: "The topic, or a topic filter with + and #.")
    var topic: String

    func validate() throws {
        guard TopicFilter(topic).isValid else { throw ValidationError("'\(topic)' isn't a valid topic filter.") }
        guard last > 0 else { throw ValidationError("It takes at least one message.") }
    }

    func run() async throws {
        let messages = try await database.withPool(applicationName: "hook-store-postgres") { pool in
            try await TopicSearch(pool).lastMessages(TopicFilter(topic), limit: last)
        }
        if json { try MessagePrinter.printJSON(messages) } else { MessagePrinter.printTable(messages) }
    }
}
