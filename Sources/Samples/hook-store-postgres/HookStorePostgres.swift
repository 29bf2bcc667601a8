import ArgumentParser

@main
struct HookStorePostgres: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook-store-postgres",
        abstract: "A hook provider that keeps the messages and events of EMQX brokers in PostgreSQL.",
        discussion: "First `migrate`, which makes the tables; then `serve`, which is the default; `query` shows what is there.",
        subcommands: [Serve.self, Migrate.self, Query.self, Spool.self],
        defaultSubcommand: Serve.self
    )
}
