import PostgresPeer
import Programs
import Testing

@Suite("hook-auth-postgres as a role that doesn't own the tables", .timeLimit(.minutes(1)))
struct RoleTests {
    @Test("What the documentation grants suffices to add, list, change and remove users and rules", arguments: ["emqx5", "emqx4"])
    func editor(_ convention: String) async throws {
        try await withDatabase { database async throws in
            _ = try await ServiceProgram("hook-auth-postgres", database: database.url).run(["migrate", "--convention", convention])
            let role = "editor_\(database.name)"
            try await database.psql(
                """
                CREATE ROLE \(role) LOGIN PASSWORD '\(database.cluster.password)';
                GRANT SELECT, INSERT, UPDATE, DELETE ON mqtt_user, mqtt_acl TO \(role);
                GRANT USAGE ON SEQUENCE mqtt_user_id_seq, mqtt_acl_id_seq TO \(role);
                """
            )
            let program = ServiceProgram("hook-auth-postgres", database: database.url(user: role))
            let commands = [
                ["user", "add", "anna"], ["user", "list"], ["user", "password", "anna"], ["user", "remove", "anna"],
                ["rule", "add", "allow", "all", "t", "--username", "anna"], ["rule", "list"], ["rule", "remove", "1"],
            ]
            for command in commands {
                let (status, output) = try await program.run(command + ["--convention", convention], input: "secret\n")
                #expect(status == 0, "\(command): \(output)")
            }
            try await database.psql("DROP OWNED BY \(role); DROP ROLE \(role)")
        }
    }
}
