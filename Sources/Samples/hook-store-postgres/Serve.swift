import ArgumentParser
import ExtensionMetrics
import ExtensionPostgres
import HookProviderKit
import MessageStore
import PostgresCommand
import ServiceCommand

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve brokers, and store what they tell.")

    @OptionGroup(title: "Storing")
    var storing: StoringOptions

    @OptionGroup(title: "Database")
    var database: DatabaseOptions

    @OptionGroup(title: "Listening")
    var listen: ListenOptions

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func run() async throws {
        let process = ServiceProcess(named: "hook-store-postgres", observability)
        var poolConfiguration = try database.poolConfiguration(applicationName: "hook-store-postgres", logger: process.logger)
        // While the database is away, records wait on the disk or are refused: the sooner it is noticed that it is back, the better.
        poolConfiguration.backoff = .milliseconds(100) ... .seconds(2)
        let spools = try await storing.openSpools(logger: process.logger)
        let pool = PostgresPool(poolConfiguration)
        let store = MessageStore(storing.storeConfiguration, pool: pool, spools: spools, logger: process.logger)
        let hooks = storing.hooks(over: store)
        var configuration = HookProviderConfiguration(listeners: listen.listeners(defaultPort: 9000))
        configuration.eventLoops = listen.loops
        let server = HookProviderServer(configuration: configuration, logger: process.logger) { hooks.register(in: &$0) }
        do {
            try await process.run(server, over: [store], readiness: [readiness(pool)]) {
                server.report.brokerConfiguration(name: "hook-store-postgres", deniesWithoutProvider: false)
            }
        } catch {
            await close(pool, spools)
            throw error
        }
        await close(pool, spools)
    }

    private func close(_ pool: PostgresPool, _ spools: StoreSpools?) async {
        await pool.close()
        await spools?.shutDown()
    }

    /// With a spool it can do its work without the database.
    private func readiness(_ pool: PostgresPool) -> ReadinessCheck {
        let policy = storing.policy
        return ReadinessCheck("database") { policy == .spool || pool.status.connected > 0 }
    }
}
