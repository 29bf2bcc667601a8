package import ExtensionPostgres
package import PostgresAuthentication

/// The rows of `mqtt_user`, for those who administer them.
package struct UserTable: Sendable {
    package struct User: Sendable, Hashable {
        package let name: String
        package let isSuperuser: Bool
    }

    private let convention: TableConvention
    private let pool: PostgresPool

    package init(_ convention: TableConvention, _ pool: PostgresPool) {
        self.convention = convention
        self.pool = pool
    }

    /// Throws `TableError.duplicateUser`, also where the table itself would take the name twice.
    package func add(_ name: String, _ password: PasswordHash, isSuperuser: Bool) async throws {
        try await pool.transaction { transaction in
            try await transaction.execute("LOCK TABLE mqtt_user IN SHARE ROW EXCLUSIVE MODE")
            guard try await transaction.query("SELECT 1 FROM mqtt_user WHERE username = $1", [.value(name)]).isEmpty else {
                throw TableError.duplicateUser(name)
            }
            let values: [PostgresParameter] = [.value(name), .value(password.hash), .value(password.salt), .value(isSuperuser)]
            try await transaction.execute(insertion, values)
        }
    }

    /// In the order of their names.
    package func list() async throws -> [User] {
        let query = PostgresStatement(
            "SELECT username, is_superuser FROM mqtt_user WHERE username IS NOT NULL ORDER BY username",
            resultFormat: .text
        )
        return try await pool.query(query).map { row in
            User(
                name: try row.decode("username"),
                isSuperuser: convention.isSuperuser(try row.decodeIfPresent("is_superuser", as: String.self))
            )
        }
    }

    /// Throws `TableError.unknownUser`.
    package func remove(_ name: String) async throws {
        let count = try await pool.execute("DELETE FROM mqtt_user WHERE username = $1", [.value(name)])
        if count == 0 { throw TableError.unknownUser(name) }
    }

    /// Throws `TableError.unknownUser`.
    package func setPassword(of name: String, _ password: PasswordHash) async throws {
        let count = try await pool.execute(update, [.value(name), .value(password.hash), .value(password.salt)])
        if count == 0 { throw TableError.unknownUser(name) }
    }

    private var insertion: PostgresStatement {
        switch convention {
        case .v4: "INSERT INTO mqtt_user (username, password, salt, is_superuser) VALUES ($1, $2, $3, $4)"
        case .v5: "INSERT INTO mqtt_user (username, password_hash, salt, is_superuser) VALUES ($1, $2, $3, $4)"
        }
    }

    private var update: PostgresStatement {
        switch convention {
        case .v4: "UPDATE mqtt_user SET password = $2, salt = $3 WHERE username = $1"
        case .v5: "UPDATE mqtt_user SET password_hash = $2, salt = $3 WHERE username = $1"
        }
    }
}
