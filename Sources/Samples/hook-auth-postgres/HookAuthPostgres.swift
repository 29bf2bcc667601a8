import ArgumentParser

@main
struct HookAuthPostgres: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook-auth-postgres",
        abstract: "A hook provider that authenticates and authorizes clients of EMQX by tables in PostgreSQL.",
        subcommands: [Serve.self, Migrate.self, UserCommand.self, RuleCommand.self],
        defaultSubcommand: Serve.self
    )
}
