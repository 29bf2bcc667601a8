package import ArgumentParser
package import ExtensionPostgres
import Foundation
package import Logging

/// Which database, and how many connections to it.
package struct DatabaseOptions: ParsableArguments {
    private static let variable = "DATABASE_URL"

    @Option(
        help: ArgumentHelp(
            "The database, as libpq writes it: a postgresql:// URI or keyword=value pairs.",
            discussion: """
                Without it, the environment's \(variable) counts, and without that libpq's own PGHOST, PGSERVICE, PGPASSFILE and so on. Others \
                on the machine can read a command line: a password belongs into the environment or a file.
                """,
            valueName: "connection"
        )
    )
    package var database: String?

    @Option(help: ArgumentHelp("How many connections to the database to keep.", valueName: "n"))
    package var databaseConnections = 4

    package init() {}

    package func validate() throws {
        guard databaseConnections > 0 else { throw ValidationError("It takes at least one connection to the database.") }
        _ = try connectionString
    }

    /// Throws a `ValidationError` that says what is wrong, and no password.
    package var connectionString: PostgresConnectionString {
        get throws {
            do {
                return try PostgresConnectionString(database ?? ProcessInfo.processInfo.environment[Self.variable] ?? "")
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    /// What a pool needs to know, with the program's name for the server's list of sessions.
    package func poolConfiguration(applicationName: String, logger: Logger) throws -> PostgresPoolConfiguration {
        var configuration = PostgresPoolConfiguration(try connectionString)
        configuration.size = databaseConnections
        configuration.applicationName = applicationName
        configuration.logger = logger
        return configuration
    }
}
