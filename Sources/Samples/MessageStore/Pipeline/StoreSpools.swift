package import Logging
package import MessageSpool

/// What is kept on the disk while the database takes nothing.
package struct StoreSpools: Sendable {
    /// Records that wait for the database, in order.
    package let waiting: MessageSpool
    /// Records that were acknowledged, and that the database refused for what is in them: kept for a person to look at.
    package let rejected: MessageSpool

    /// Opens the spools in a directory, which is made if it isn't there; no other process may have it open.
    package static func open(directory: String, maximumBytes: Int, logger: Logger) async throws -> StoreSpools {
        var configuration = SpoolConfiguration(directory: directory)
        configuration.maximumBytes = maximumBytes
        configuration.segmentSize = min(configuration.segmentSize, maximumBytes / 4)
        let waiting = try await MessageSpool.open(configuration, logger: logger)
        configuration.directory = directory + "/rejected"
        do {
            return StoreSpools(waiting: waiting, rejected: try await MessageSpool.open(configuration, logger: logger))
        } catch {
            await waiting.shutDown()
            throw error
        }
    }

    package func shutDown() async {
        await waiting.shutDown()
        await rejected.shutDown()
    }
}
