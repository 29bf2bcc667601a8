import ExtensionPostgres
import ExtensionServices
import Logging
import NIOCore

/// What becomes of queries that the database doesn't answer.
struct QueryFailures: Sendable {
    let log: OccasionalLog
    let checks: QueryChecks
    let timeout: Duration

    /// Until when a query may take, so that time is left for what follows it.
    func deadline(within hook: NIODeadline?) -> NIODeadline {
        let now = NIODeadline.now()
        let latest = now + TimeAmount(timeout)
        guard let hook else { return latest }
        return min(latest, now + .nanoseconds((hook - now).nanoseconds / 2))
    }

    func failed(_ query: ClientQuery, _ error: PostgresError) {
        if case .server(let failure) = error, !failure.isTransient { checks.checkSoon() }
        log.write(.warning, "The \(query.name) query fails.", metadata: ["error": "\(query.description(of: error))"])
    }
}

extension ClientQuery {
    /// The server quotes values that it can't read, of a query that reads the password maybe this.
    fileprivate func description(of error: PostgresError) -> String {
        guard readsPassword, case .server(let failure) = error else { return "\(error)" }
        return "\(failure.severity) \(failure.sqlState)"
    }
}
