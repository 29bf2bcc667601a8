package import ExtensionMetrics
package import ExtensionPostgres
import ExtensionServices
package import HookProviderKit
package import Logging
package import PostgresAuthentication
import ServiceLifecycle

/// Authenticates and authorizes clients by tables of users and rules in EMQX's conventions.
///
/// Serves from the start, also while there is no database. As a service it watches the tables for changes; while it doesn't run, nothing is
/// taken from the cache.
package final class PostgresAuthenticator: ClientAuthenticateHook, ClientAuthorizeHook, Service {
    private let authentication: Authentication
    private let authorization: Authorization
    private let policies: AuthenticatorPolicies
    private let threads: HashingThreads
    private let watcher: ChangeWatcher
    private let checks: QueryChecks
    private let pool: PostgresPool

    /// The pool is the caller's: it is closed after the service has ended. `willHash` is told of every hash before it is computed.
    package init(
        _ configuration: AuthenticatorConfiguration,
        pool: PostgresPool,
        logger: Logger,
        willHash: @escaping @Sendable (PasswordHash) -> Void = { _ in }
    ) {
        let queries = ClientQueries(configuration)
        let log = OccasionalLog(logger)
        threads = HashingThreads(count: configuration.hashingThreads, queueLimit: configuration.hashingQueueLimit)
        checks = QueryChecks(queries.checks, pool: pool, logger: logger)
        let failures = QueryFailures(log: log, checks: checks, timeout: configuration.queryTimeout)
        let checker = PasswordChecker(
            configuration.algorithm,
            threads: threads,
            remembersVerified: configuration.remembersVerifiedPasswords,
            willHash: willHash
        )
        authentication = Authentication(configuration, queries, pool, checker, failures, log)
        authorization = Authorization(configuration, queries, pool, failures, log)
        let observers = authentication.observers + authorization.observers
        watcher = ChangeWatcher(pool: pool, observers: observers, checks: checks, logger: logger)
        policies = configuration.policies
        self.pool = pool
        queries.warn(logger)
    }

    /// An overrun is a database or hashing threads that are too slow, and gets their answer before the broker gives up.
    package func configure(_ options: inout HookOptions) {
        options.set(.clientAuthenticate, onFailure: .answer(AuthenticationReason.unavailable.decision(policies)))
        options.set(.clientAuthorize, onFailure: .answer(AuthorizationReason.unavailable.decision(policies)))
    }

    package func clientAuthenticate(_ request: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision {
        await authentication.decide(request.client, deadline: context.deadline)
    }

    package func clientAuthorize(_ request: ClientAuthorize, context: HookContext) async throws -> AuthorizationDecision {
        await authorization.decide(request, deadline: context.deadline)
    }

    /// Watches the tables until the service group shuts down or the task is cancelled.
    package func run() async throws {
        await withTaskGroup { tasks in
            tasks.addTask { await self.watcher.run() }
            tasks.addTask { await self.checks.run() }
            try? await gracefulShutdown()
            tasks.cancelAll()
        }
        await threads.shutDown()
    }

    /// What is wrong with the tables or the queries, as far as is known; nil if nothing is.
    package var problem: String? { checks.problem }

    /// The database, and whether the tables fit the queries: `/readyz` says what is missing.
    package var readiness: [ReadinessCheck] {
        [
            ReadinessCheck("database") { [pool] in pool.status.connected > 0 },
            ReadinessCheck("tables") { [checks] in
                if let problem = checks.problem { throw NotReady(problem) }
                return true
            },
        ]
    }
}
