import ArgumentParser
import PostgresAuthenticator
import PostgresCommand

/// Makes or completes the tables.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the tables and the triggers that tell of changes.",
        discussion: """
            Tables that are there stay as they are and get the triggers. Running it again does nothing. The role needs CREATE on the schema, \
            and has to own tables that are there.
            """
    )

    @OptionGroup(title: "Database")
    var database: DatabaseOptions

    @OptionGroup(title: "Tables")
    var tables: TableOptions

    func run() async throws {
        let taken = try await database.withPool(applicationName: "hook-auth-postgres") { pool in
            try await AuthenticationSchema.migrations(tables.convention).run(on: pool)
        }
        print(taken == 0 ? "The tables are up to date." : "The tables are up to date now.")
    }
}
