import ExtensionPostgres
import ExtensionProtocol
import ExtensionServices
import HookProviderKit
import Logging
import NIOCore
import PostgresAuthentication

/// Decides what clients may publish and subscribe to.
struct Authorization: Sendable {
    /// Nil where nobody is a superuser.
    private let superusers: CachedQuery<Bool>?
    private let rules: CachedQuery<AuthorizationRules>
    private let failures: QueryFailures
    private let policies: AuthenticatorPolicies
    private let decisions: DecisionCounters<AuthorizationReason>

    init(
        _ configuration: AuthenticatorConfiguration,
        _ queries: ClientQueries,
        _ pool: PostgresPool,
        _ failures: QueryFailures,
        _ log: OccasionalLog
    ) {
        let (convention, policies) = (configuration.convention, configuration.policies)
        superusers = queries.superuser.map {
            CachedQuery($0, pool: pool, limits: configuration.cache, failures: failures) { rows in
                rows.first.map { convention.isSuperuser($0.superuserCell(convention)) } ?? false
            }
        }
        rules = CachedQuery(queries.authorization, pool: pool, limits: configuration.cache, failures: failures) { rows in
            let rules = AuthorizationRules(rows: rows, convention: convention)
            for problem in rules.problems { log.write(.warning, "A rule isn't what it seems.", metadata: ["problem": "\(problem)"]) }
            return rules
        }
        decisions = DecisionCounters(hook: "authorize") { "\($0.decision(policies))" }
        (self.failures, self.policies) = (failures, policies)
    }

    var observers: [any ChangeObserver] { [superusers, rules as (any ChangeObserver)?].compactMap(\.self) }

    func decide(_ request: ClientAuthorize, deadline: NIODeadline?) async -> AuthorizationDecision {
        let reason = await reason(request, deadline)
        decisions.count(reason)
        return reason.decision(policies)
    }

    private func reason(_ request: ClientAuthorize, _ hookDeadline: NIODeadline?) async -> AuthorizationReason {
        let client = request.client
        if client.hasZeroByte { return .invalidText }
        let deadline = failures.deadline(within: hookDeadline)
        do throws(PostgresError) {
            if let superusers, try await superusers.value(for: client, deadline: deadline) { return .superuser }
            let rules = try await rules.value(for: client, deadline: deadline)
            return AuthorizationReason(rules.verdict(request.action, topic: request.topic, client: client))
        } catch {
            return .unavailable
        }
    }
}

extension TextRow {
    fileprivate func superuserCell(_ convention: TableConvention) -> String? {
        convention == .v4 ? cells[0] : self["is_superuser"]
    }
}
