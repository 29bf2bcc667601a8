import ArgumentParser
import ExtensionPostgres
import MessageStore
import PostgresCommand

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the tables, or bring those of an earlier release up to date.",
        discussion: "The user of the connection becomes their owner. Serving takes fewer rights: see the documentation."
    )

    @OptionGroup(title: "Database")
    var database: DatabaseOptions

    func run() async throws {
        let steps = try await database.withPool(applicationName: "hook-store-postgres") { try await StoreSchema.migrations.run(on: $0) }
        print(steps == 0 ? "The tables are up to date." : "The tables are up to date now.")
    }
}
