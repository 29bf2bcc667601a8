package import ExtensionPostgres
package import PostgresAuthentication

/// The rows of `mqtt_acl`, for those who administer them.
package struct RuleTable: Sendable {
    private let convention: TableConvention
    private let pool: PostgresPool

    package init(_ convention: TableConvention, _ pool: PostgresPool) {
        self.convention = convention
        self.pool = pool
    }

    /// Adds a rule behind all others and gives its number. Throws `TableError.invalidRule` and `TableError.duplicateRule`.
    package func add(_ rule: Rule) async throws -> Int {
        try rule.check(convention)
        let row = rule.row(convention)
        let columns = row.names.joined(separator: ", ")
        let places = row.names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let values = row.cells.map { PostgresParameter.value($0) }
        return try await pool.transaction { transaction in
            try await transaction.execute("LOCK TABLE mqtt_acl IN SHARE ROW EXCLUSIVE MODE")
            // Row by row, so that each parameter has the type of its column and NULL is the same as NULL.
            let same = zip(row.names, row.names.indices).map { "\($0) IS NOT DISTINCT FROM $\($1 + 1)" }.joined(separator: " AND ")
            let found = try await transaction.query(PostgresStatement("SELECT 1 FROM mqtt_acl WHERE \(same)"), values)
            guard found.isEmpty else { throw TableError.duplicateRule }
            let insertion = PostgresStatement("INSERT INTO mqtt_acl (\(columns)) VALUES (\(places)) RETURNING id", resultFormat: .text)
            let number = try await transaction.query(insertion, values).first?.decode("id", as: String.self)
            return number.flatMap { Int($0) } ?? 0
        }
    }

    /// In the order in which they are looked at: in 5.x from the first on, in 4.x from the last one back.
    package func list(username: String?) async throws -> [TextRow] {
        let names = ["id"] + Rule(.allow, .all, "#").row(convention).names
        let order = convention == .v4 ? "DESC" : "ASC"
        let query = PostgresStatement(
            "SELECT \(names.joined(separator: ", ")) FROM mqtt_acl WHERE $1::text IS NULL OR username = $1 ORDER BY id \(order)",
            resultFormat: .text
        )
        return try await pool.query(query, [.value(username)]).map { row in
            TextRow(names: names, cells: try names.map { try row.decodeIfPresent($0, as: String.self) })
        }
    }

    /// Throws `TableError.unknownRule`.
    package func remove(_ number: Int) async throws {
        let count = try await pool.execute("DELETE FROM mqtt_acl WHERE id = $1", [.value("\(number)")])
        if count == 0 { throw TableError.unknownRule(number) }
    }
}
