import ExtensionPostgres
import PostgresAuthentication
import PostgresAuthenticator
import PostgresCommand
import PostgresPeer
import Testing

@Suite("Making the tables", .timeLimit(.minutes(1)))
struct MigrationTests {
    @Test("Once made they are left alone", arguments: [TableConvention.v4, .v5])
    func idempotent(_ convention: TableConvention) async throws {
        try await withDatabase { database async throws in
            try await withPool(database) { pool async throws in
                let migrations = AuthenticationSchema.migrations(convention)
                #expect(try await migrations.run(on: pool) == 1)
                #expect(try await migrations.run(on: pool) == 0)
            }
        }
    }

    @Test("Tables of somebody who has EMQX's are kept with their rows, and get the triggers")
    func existingTables() async throws {
        try await withDatabase { database async throws in
            try await database.psql(
                """
                CREATE TYPE ACTION AS ENUM ('publish', 'subscribe', 'all');
                CREATE TYPE PERMISSION AS ENUM ('allow', 'deny');
                CREATE TABLE mqtt_user (username text, password_hash text, salt text);
                CREATE TABLE mqtt_acl (
                    id SERIAL PRIMARY KEY, ipaddress varchar(60) NOT NULL DEFAULT '', username varchar(255) NOT NULL DEFAULT '',
                    clientid varchar(255) NOT NULL DEFAULT '', action ACTION, permission PERMISSION, topic varchar(255) NOT NULL
                );
                INSERT INTO mqtt_user VALUES ('anna', 'x', '');
                """
            )
            try await migrate(database, .v5)
            #expect(try await database.psql("SELECT username FROM mqtt_user") == "anna")
            let count = "SELECT count(*) FROM pg_trigger WHERE tgfoid = 'mqtt_auth_changed'::regproc"
            #expect(try await database.psql(count) == "4")
        }
    }

    @Test("Tables of the other convention are named by what they lack, and nothing is changed")
    func otherConvention() async throws {
        try await withDatabase { database async throws in
            try await migrate(database, .v5)
            let error = await #expect(throws: PostgresError.self) { try await migrate(database, .v4) }
            #expect("\(error as Any)".contains("column \"password\" does not exist"))
            #expect(try await database.psql("SELECT program FROM mqtt_schema") == "hook-auth-postgres emqx5")
        }
    }
}
