import ExtensionPostgres
import ExtensionProtocol
import ExtensionServices
import HookProviderKit
import Logging
import NIOCore
import PostgresAuthentication

/// Decides whether clients may connect.
struct Authentication: Sendable {
    private let query: ClientQuery
    private let users: CachedQuery<StoredUser?>
    private let checker: PasswordChecker
    private let limiter: FailureLimiter
    private let failures: QueryFailures
    private let log: OccasionalLog
    private let policies: AuthenticatorPolicies
    private let decisions: DecisionCounters<AuthenticationReason>

    init(
        _ configuration: AuthenticatorConfiguration,
        _ queries: ClientQueries,
        _ pool: PostgresPool,
        _ checker: PasswordChecker,
        _ failures: QueryFailures,
        _ log: OccasionalLog
    ) {
        let (convention, policies) = (configuration.convention, configuration.policies)
        query = queries.authentication
        var limits = configuration.cache
        // Rows that were selected by the password aren't kept, for their key would be the password.
        if query.readsPassword { limits.entries = 0 }
        users = CachedQuery(query, pool: pool, limits: limits, failures: failures, isNothing: { $0 == nil }) { rows in
            StoredUser(rows: rows, convention: convention)
        }
        limiter = FailureLimiter(configuration.failures)
        decisions = DecisionCounters(hook: "authenticate") { "\($0.decision(policies))" }
        (self.checker, self.failures, self.log, self.policies) = (checker, failures, log, policies)
    }

    var observers: [any ChangeObserver] { [users] }

    func decide(_ client: ClientInfo, deadline: NIODeadline?) async -> AuthenticationDecision {
        let address = AddressBlock(of: client.peerHost)
        let attempt = AuthenticationAttempt(address: address, deadline: deadline, limiter: limiter, policies: policies)
        let reason = await reason(client, attempt)
        if reason == .limited {
            log.write(.warning, "An address has failed too often; its clients are refused.", metadata: ["address": "\(client.peerHost)"])
        }
        decisions.count(reason)
        return reason.decision(policies)
    }

    private func reason(_ client: ClientInfo, _ attempt: AuthenticationAttempt) async -> AuthenticationReason {
        if client.password.isEmpty { return .noPassword }
        if attempt.isLimited { return .limited }
        if client.hasZeroByte || (query.readsPassword && client.password.utf8.contains(0)) { return .invalidText }
        do throws(PostgresError) {
            let user = try await users.value(for: client, deadline: failures.deadline(within: attempt.deadline))
            let finding = await checker.check(Array(client.password.utf8), of: user, attempt)
            tell(finding, of: client)
            return finding.reason
        } catch {
            return .unavailable
        }
    }

    private func tell(_ finding: PasswordFinding, of client: ClientInfo) {
        switch finding {
        case .unusable(let problem):
            log.write(.warning, "A user's row can't be used.", metadata: ["username": "\(client.username)", "problem": "\(problem)"])
        case .overloaded, .tooLate: log.write(.warning, "Passwords come faster than they can be checked; clients are refused.")
        case .matches, .differs, .noUser, .limited: break
        }
    }
}

extension ClientInfo {
    /// Whether a text that could be a query's parameter holds a zero byte, which PostgreSQL can't store.
    var hasZeroByte: Bool {
        [username, clientID, peerHost, commonName, distinguishedName].contains { $0.utf8.contains(0) }
    }
}
