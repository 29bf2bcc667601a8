import ArgumentParser
import PostgresAuthentication
import PostgresAuthenticator
import PostgresCommand

/// The table of users.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list and remove users.",
        subcommands: [Add.self, List.self, Remove.self, Password.self]
    )
}

extension UserCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user.",
            discussion: "The password is asked for, or is the first line of standard input."
        )

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Flag(help: "The user may publish and subscribe to everything.")
        var superuser = false

        @Argument var username: String

        func run() async throws {
            let password = try tables.algorithm.makeHash(PasswordInput.newPassword())
            try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await UserTable(tables.convention, pool).add(username, password, isSuperuser: superuser)
            }
            print("Added \(username).")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the users: a name per line, superusers with a star behind a tab.")

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        func run() async throws {
            let users = try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await UserTable(tables.convention, pool).list()
            }
            for user in users { print(user.isSuperuser ? "\(user.name)\t*" : user.name) }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a user; the rules stay.")

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Argument var username: String

        func run() async throws {
            try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await UserTable(tables.convention, pool).remove(username)
            }
            print("Removed \(username).")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a user another password.",
            discussion: "It is asked for, or is the first line of standard input."
        )

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Argument var username: String

        func run() async throws {
            let password = try tables.algorithm.makeHash(PasswordInput.newPassword())
            try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await UserTable(tables.convention, pool).setPassword(of: username, password)
            }
            print("Changed the password of \(username).")
        }
    }
}
