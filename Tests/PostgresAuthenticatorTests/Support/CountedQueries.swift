import ExtensionProtocol
import PostgresAuthenticator
import PostgresPeer

/// Queries that count in the database how often they give a row.
enum CountedQueries {
    static let sql = "CREATE SEQUENCE asked;" + Rows.user("anna", password: "secret") + Rows.rule("anna", "allow", "publish", "t")

    /// Counts also where it gives no row, but not where it is only tried without a client.
    static let authenticationOfAnybody = """
        SELECT password_hash, salt
        FROM (SELECT nextval('asked') AS number WHERE ${username}::text IS NOT NULL) AS question,
            LATERAL (SELECT password_hash, salt FROM mqtt_user WHERE username = ${username} AND number > 0) AS answer
        """

    static func configure(_ configuration: inout AuthenticatorConfiguration) {
        configuration.queries.authentication = """
            SELECT password_hash, salt, nextval('asked') FROM mqtt_user WHERE username = ${username}
            """
        configuration.queries.superuser = ""
        configuration.queries.authorization = """
            SELECT permission, action, topic, nextval('asked') FROM mqtt_acl WHERE username = ${username} ORDER BY id
            """
    }
}

extension TestDatabase {
    /// How often `CountedQueries` gave a row.
    func askedCount() async throws -> Int {
        Int(try await psql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM asked")) ?? -1
    }
}

extension Subject {
    /// Waits until changes are told, so that answers are taken from the cache: a question doesn't reach the database any more.
    func waitUntilCaching() async throws {
        try await eventually {
            _ = try await authorize("anna", .publish, "t")
            let before = try await database.askedCount()
            _ = try await authorize("anna", .publish, "t")
            return try await database.askedCount() == before
        }
    }
}
