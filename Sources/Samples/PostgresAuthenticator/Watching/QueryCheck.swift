import ExtensionPostgres
import NIOCore

/// What a query has to give.
struct QueryCheck: Sendable {
    let query: ClientQuery
    /// What is missing among these columns.
    let missing: @Sendable ([String]) -> String?

    /// What is wrong with the query or its tables, nil if it works. Throws when the database can't be asked.
    func problem(_ pool: PostgresPool, deadline: NIODeadline) async throws(PostgresError) -> String? {
        do {
            let columns = try await query.columns(from: pool, deadline: deadline)
            return missing(columns).map { "the \(query.name) query gives no \($0), but \(columns.joined(separator: ", "))" }
        } catch {
            guard case .server(let failure) = error, !failure.isTransient else { throw error }
            return "the \(query.name) query fails: \(error)"
        }
    }
}

extension QueryCheck {
    /// By name, as 5.x reads columns: one of each group has to be there.
    init(_ query: ClientQuery, wants groups: [[String]]) {
        self.init(query: query) { columns in
            groups.first { Set($0).isDisjoint(with: columns) }.map { "column \($0.joined(separator: " or "))" }
        }
    }

    /// By place, as 4.x reads columns.
    init(_ query: ClientQuery, wantsInOrder columns: [String]) {
        self.init(query: query) { found in
            found.count < columns.count ? "\(columns.count) columns (\(columns.joined(separator: ", ")))" : nil
        }
    }
}
