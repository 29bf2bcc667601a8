import ArgumentParser
import ExtensionPostgres
import HookProviderKit
import Logging
import PostgresAuthenticator
import PostgresCommand
import ServiceCommand

/// Serves hooks until SIGTERM or SIGINT.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Authenticate and authorize the clients of brokers.")

    @OptionGroup(title: "Listening")
    var listen: ListenOptions

    @OptionGroup(title: "Database")
    var database: DatabaseOptions

    @OptionGroup(title: "Tables")
    var tables: TableOptions

    @OptionGroup(title: "Queries")
    var queries: QueryOptions

    @OptionGroup(title: "Answers")
    var answers: PolicyOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @OptionGroup(title: "Observability")
    var observability: ObservabilityOptions

    func run() async throws {
        let process = ServiceProcess(named: "hook-auth-postgres", observability)
        let pool = PostgresPool(
            try database.poolConfiguration(applicationName: "hook-auth-postgres", logger: process.logger)
        )
        let authenticator = PostgresAuthenticator(try authenticatorConfiguration, pool: pool, logger: process.logger)
        let server = HookProviderServer(authenticator, configuration: serverConfiguration, logger: process.logger)
        try await process.run(server, over: [authenticator], readiness: authenticator.readiness) {
            server.report.brokerConfiguration(name: "hook-auth-postgres")
        }
        await pool.close()
    }

    private var serverConfiguration: HookProviderConfiguration {
        var configuration = HookProviderConfiguration(listeners: listen.listeners(defaultPort: 9000))
        configuration.eventLoops = listen.loops
        configuration.allowsIgnoredOnEMQX50To58 = answers.allowIgnored
        return configuration
    }

    private var authenticatorConfiguration: AuthenticatorConfiguration {
        get throws {
            var configuration = AuthenticatorConfiguration(tables.convention)
            configuration.algorithm = try tables.algorithm
            configuration.queries = queries.queries(tables.convention)
            configuration.queryTimeout = .seconds(queries.queryTimeout)
            configuration.policies = answers.policies
            limits.apply(to: &configuration)
            if answers.whenUnavailable == .lastKnown { configuration.cache.lastKnown = .seconds(answers.lastKnownFor) }
            return configuration
        }
    }
}
