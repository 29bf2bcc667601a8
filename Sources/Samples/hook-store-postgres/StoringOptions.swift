import ArgumentParser
import HookProviderKit
import Logging
import MessageStore

/// What is stored, and how safely.
struct StoringOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Store the messages whose topic matches; can be repeated.", valueName: "filter"))
    var topics = ["#"]

    @Option(help: "Store events too: client, session; can be repeated.")
    var events: [EventKind] = []

    @Option(
        help: """
            When a broker is answered: durable, once a message is committed or on the disk; background, at once, so that those of the last \
            moments are lost when the process is killed.
            """
    )
    var mode = StoreMode.durable

    @Option(
        help: """
            While the database is away: spool keeps messages on the disk; reject refuses them, so that they aren't routed; pass lets them \
            go unstored. By default spool with --spool-directory, else reject.
            """
    )
    var whenUnavailable: OutagePolicy?

    @Option(help: ArgumentHelp("Where messages wait for the database; no other process may use it.", valueName: "directory"))
    var spoolDirectory: String?

    @Option(help: ArgumentHelp("How much may wait on the disk, in MiB.", valueName: "n"))
    var spoolSize = 1_024

    @Option(help: ArgumentHelp("How long the database may take for a commit, in milliseconds.", valueName: "n"))
    var commitTimeout = 2_000

    @Flag(help: "Keep the newest message of each topic in mqtt_last_message.")
    var lastMessages = false

    @Option(help: ArgumentHelp("How many days to keep, before today; all by default.", valueName: "n"))
    var retentionDays: Int?

    var policy: OutagePolicy { whenUnavailable ?? (spoolDirectory == nil ? .reject : .spool) }

    func validate() throws {
        for topic in topics where !TopicFilter(topic).isValid { throw ValidationError("'\(topic)' isn't a valid topic filter.") }
        guard policy != .spool || spoolDirectory != nil else { throw ValidationError("spool takes a --spool-directory.") }
        guard (1...1 << 20).contains(spoolSize) else { throw ValidationError("The spool takes a size from 1 MiB to 1 TiB.") }
        guard (1...60_000).contains(commitTimeout) else { throw ValidationError("The database gets from a millisecond to a minute.") }
        guard (1...36_500).contains(retentionDays ?? 1) else { throw ValidationError("At least one day is kept, and at most a century.") }
    }

    var storeConfiguration: MessageStoreConfiguration {
        var configuration = MessageStoreConfiguration()
        configuration.whenUnavailable = policy
        configuration.keepsLastMessages = lastMessages
        configuration.commitTimeout = .milliseconds(commitTimeout)
        configuration.retention = retentionDays
        return configuration
    }

    func hooks(over store: MessageStore) -> StoreHooks {
        StoreHooks(store, topics: topics.map { TopicFilter($0) }, events: Set(events), mode: mode, whenUnavailable: policy)
    }

    func openSpools(logger: Logger) async throws -> StoreSpools? {
        guard let spoolDirectory else { return nil }
        return try await StoreSpools.open(directory: spoolDirectory, maximumBytes: spoolSize << 20, logger: logger)
    }
}

extension OutagePolicy: ExpressibleByArgument {}
extension StoreMode: ExpressibleByArgument {}
extension EventKind: ExpressibleByArgument {}
