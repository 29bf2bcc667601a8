package import ExtensionPostgres

/// The tables of one program, in numbered steps, of which the database remembers how many it has taken.
package struct SchemaMigrations: Sendable {
    /// What the step numbers are kept under.
    package let program: String
    /// Each is a list of statements, and is never changed once released: a later one corrects it.
    package let steps: [[String]]

    package init(program: String, steps: [[String]]) {
        self.program = program
        self.steps = steps
    }

    /// Takes the steps that are missing, all or none; gives how many. Whoever migrates at the same time waits.
    ///
    /// Throws when the database is ahead: then this program is an old one.
    package func run(on pool: PostgresPool) async throws -> Int {
        try await pool.transaction { transaction in
            try await transaction.execute("SELECT pg_advisory_xact_lock(hashtext('mqtt_schema'))")
            try await transaction.execute(
                PostgresStatement(
                    "CREATE TABLE IF NOT EXISTS mqtt_schema (program text PRIMARY KEY, steps integer NOT NULL)",
                    isPrepared: false
                )
            )
            let taken = try await stepsTaken(transaction)
            guard taken <= steps.count else { throw SchemaIsNewer(program: program, taken: taken, known: steps.count) }
            for statement in steps.dropFirst(taken).joined() {
                try await transaction.execute(PostgresStatement(statement, isPrepared: false))
            }
            try await transaction.execute(
                "INSERT INTO mqtt_schema VALUES ($1, $2) ON CONFLICT (program) DO UPDATE SET steps = excluded.steps",
                [.value(program), .value(Int32(steps.count))]
            )
            return steps.count - taken
        }
    }

    private func stepsTaken(_ transaction: PostgresTransaction) async throws -> Int {
        let rows = try await transaction.query("SELECT steps FROM mqtt_schema WHERE program = $1", [.value(program)])
        return try rows.first.map { Int(try $0.decode("steps", as: Int32.self)) } ?? 0
    }
}

/// The database was migrated by a newer release.
package struct SchemaIsNewer: Error, CustomStringConvertible {
    let program: String
    let taken: Int
    let known: Int

    package var description: String {
        "the tables of \(program) are at step \(taken), and this release knows \(known): use the newer release"
    }
}
