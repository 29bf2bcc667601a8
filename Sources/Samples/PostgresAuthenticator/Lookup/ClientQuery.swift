import ExtensionPostgres
import NIOCore
import PostgresAuthentication

/// A query of the configuration, about one client.
struct ClientQuery: Sendable {
    /// What the log and the metrics call it.
    let name: String
    let template: QueryTemplate
    private let statement: PostgresStatement

    init(_ name: String, _ text: String, _ convention: TableConvention, _ scope: PlaceholderScope) {
        self.name = name
        template = QueryTemplate(text, convention: convention, scope: scope)
        // As text, enums, numbers, booleans and arrays all read alike.
        statement = PostgresStatement(template.sql, isIdempotent: true, resultFormat: .text)
    }

    var readsPassword: Bool { template.parameters.contains(.password) }

    func rows(_ values: [String], from pool: PostgresPool, deadline: NIODeadline) async throws(PostgresError) -> [TextRow] {
        let rows = try await pool.query(statement, values.map { .value($0) }, deadline: deadline)
        let names = rows.columnNames
        var read: [TextRow] = []
        for row in rows { read.append(TextRow(names: names, cells: try Self.cells(of: row, count: names.count))) }
        return read
    }

    /// The columns that the query gives. No row matches a parameter that is NULL.
    func columns(from pool: PostgresPool, deadline: NIODeadline) async throws(PostgresError) -> [String] {
        let nothing = template.parameters.map { _ in PostgresParameter.value(nil as String?) }
        return try await pool.query(statement, nothing, deadline: deadline).columnNames
    }

    private static func cells(of row: PostgresRow, count: Int) throws(PostgresError) -> [String?] {
        var cells: [String?] = []
        for column in 0..<count { cells.append(try row.decodeIfPresent(column, as: String.self)) }
        return cells
    }
}
