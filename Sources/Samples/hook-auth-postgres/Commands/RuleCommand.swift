import ArgumentParser
import PostgresAuthentication
import PostgresAuthenticator
import PostgresCommand

/// The table of rules.
struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Add, list and remove rules.",
        subcommands: [Add.self, List.self, Remove.self]
    )
}

extension RuleCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a rule.",
            discussion: "With emqx5 the first rule that matches decides; with emqx4 it is the last one, and so the one that was added last."
        )

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Option(help: "The user whom the rule is about; with emqx4 $all for everybody.")
        var username: String?

        @Option(help: "The client identifier that the rule is about; emqx4 only.")
        var clientID: String?

        @Option(help: "The address or CIDR block that the rule is about; emqx4 only.")
        var address: String?

        @Argument var permission: AuthorizationPermission

        @Argument var action: Rule.Action

        @Argument(help: "A topic filter, with placeholders as EMQX has them; a single argument such as 'eq #' is taken literally.")
        var topic: String

        func run() async throws {
            var rule = Rule(permission, action, topic, username: username)
            (rule.clientID, rule.address) = (clientID, address)
            let number = try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await RuleTable(tables.convention, pool).add(rule)
            }
            print("Added rule \(number).")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the rules in the order in which they are looked at.",
            discussion: "A line each, with tabs between the columns; what is NULL is empty."
        )

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Option(help: "Only rules of this user.")
        var username: String?

        func run() async throws {
            let rows = try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await RuleTable(tables.convention, pool).list(username: username)
            }
            if let names = rows.first?.names { print(names.joined(separator: "\t")) }
            for row in rows { print(row.cells.map { $0 ?? "" }.joined(separator: "\t")) }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a rule.")

        @OptionGroup(title: "Database")
        var database: DatabaseOptions

        @OptionGroup(title: "Tables")
        var tables: TableOptions

        @Argument(help: "The rule's number, as rule list shows it.")
        var number: Int

        func run() async throws {
            try await database.withPool(applicationName: "hook-auth-postgres") { pool in
                try await RuleTable(tables.convention, pool).remove(number)
            }
            print("Removed rule \(number).")
        }
    }
}

extension AuthorizationPermission: ExpressibleByArgument {}
extension Rule.Action: ExpressibleByArgument {}
