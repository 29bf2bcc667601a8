/// An error that the server reported, by the fields of its protocol (PostgreSQL documentation, 55.8).
package struct PostgresServerError: Error, Hashable, Sendable {
    /// Five characters, such as 23505 (PostgreSQL documentation, appendix A).
    package let sqlState: String
    /// ERROR, FATAL or PANIC, in English.
    package let severity: String
    package let message: String
    /// May quote values of rows: not for a log that everybody reads.
    package let detail: String?
    package let hint: String?
    package let schema: String?
    package let table: String?
    package let column: String?
    package let constraint: String?
    /// The character of the SQL, from 1, that the error is about.
    package let position: Int?
    /// The function of the server that raised it: the one thing that tells some errors of a SQLSTATE apart.
    let routine: String?
}

extension PostgresServerError {
    init(_ result: PostgresResult) {
        self.init(
            sqlState: result.field("C") ?? "XX000",
            severity: result.field("V") ?? result.field("S") ?? "ERROR",
            message: result.field("M") ?? "no message",
            detail: result.field("D"),
            hint: result.field("H"),
            schema: result.field("s"),
            table: result.field("t"),
            column: result.field("c"),
            constraint: result.field("n"),
            position: result.field("P").flatMap { Int($0) },
            routine: result.field("R")
        )
    }

    /// Whether the same statement may work later: serialization failure, deadlock, no resources, shutdown, no connection, read-only.
    package var isTransient: Bool {
        ["40001", "40P01", "25006"].contains(sqlState) || ["53", "57P0", "08"].contains { sqlState.hasPrefix($0) }
    }

    /// The prepared statement was not run: it is gone, or its table has changed. Preparing anew helps.
    var isStalePlan: Bool { isUnknownStatement || (sqlState == "0A000" && routine == "RevalidateCachedQuery") }

    var isUnknownStatement: Bool { sqlState == "26000" }

    /// The session writes nothing: after a failover it may be one with the wrong server.
    var isReadOnly: Bool { sqlState == "25006" }
}

extension PostgresServerError: CustomStringConvertible {
    /// Without the detail, which may quote data.
    package var description: String {
        let place = [table.map { " (table \($0))" }, column.map { " (column \($0))" }, constraint.map { " (constraint \($0))" }]
        return "\(severity) \(sqlState): \(message)\(place.compactMap(\.self).joined())"
    }
}
