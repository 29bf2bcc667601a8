import ExtensionProtocol
import ExtensionTestKit
import HookProviderKit
import PostgresPeer
import Programs
import Testing

@Suite("hook-auth-postgres, the program", .timeLimit(.minutes(1)))
struct ProgramTests {
    @Test("First use: tables, users and rules from the command line, then decisions, changes, health and metrics")
    func firstUse() async throws {
        try await withDatabase { database async throws in
            let hash = ["--password-hash", "name=bcrypt,salt_rounds=4"]
            let program = ServiceProgram("hook-auth-postgres", database: database.url)
            #expect(try await program.run(["migrate"]) == (0, "The tables are up to date now.\n"))
            #expect(try await program.run(["migrate"]) == (0, "The tables are up to date.\n"))
            #expect(try await program.run(["user", "add", "anna"] + hash, input: "sécret\n") == (0, "Added anna.\n"))
            let addRoot = ["user", "add", "root", "--superuser"] + hash
            #expect(try await program.run(addRoot, input: "toor\n") == (0, "Added root.\n"))
            let again = try await program.run(["user", "add", "anna"] + hash, input: "other\n")
            #expect(again == (1, "Error: there is a user anna already\n"))
            #expect(try await program.run(["user", "list"]) == (0, "anna\nroot\t*\n"))
            let addRule = ["rule", "add", "allow", "all", "t/${username}/#", "--username", "anna"]
            #expect(try await program.run(addRule) == (0, "Added rule 1.\n"))

            try await program.serving(hash) { (port, healthPort) async throws in
                try await TestBroker.connect(to: .tcp(host: "127.0.0.1", port: port)) { broker async throws in
                    let anna = ClientInfo(clientID: "c", username: "anna", password: "sécret", peerHost: "127.0.0.1")
                    let root = ClientInfo(clientID: "c", username: "root", password: "toor", peerHost: "127.0.0.1")
                    #expect(try await broker.authenticate(anna) == .allow)
                    #expect(try await broker.authorize(anna, to: .publish, "t/anna/1") == .allow)
                    #expect(try await broker.authorize(anna, to: .publish, "t/root") == .ignore)
                    #expect(try await broker.authorize(root, to: .subscribe, "#") == .allow)
                    #expect(try await program.run(["user", "password", "anna"] + hash, input: "new\n").status == 0)
                    try await eventually { try await broker.authenticate(anna) == .deny }
                    #expect(try await program.run(["user", "remove", "root"]) == (0, "Removed root.\n"))
                    try await eventually { try await broker.authorize(root, to: .subscribe, "#") == .ignore }
                }
                try await eventually { try await Self.get("readyz", healthPort).hasSuffix("200") }
                let metrics = try await Self.get("metrics", healthPort)
                let counter = "hook_auth_decisions_total{hook=\"authenticate\",outcome=\"allow\",reason=\"password_matches\"} 1"
                #expect(metrics.contains(counter))
                try await database.psql("DROP TABLE mqtt_acl")
                try await database.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
                try await eventually { try await Self.get("readyz", healthPort).contains("relation \"mqtt_acl\" does not exist") }
            }
        }
    }

    @Test("What can't be done is said in one line")
    func errors() async throws {
        try await withDatabase { database async throws in
            let cases: [([String], String)] = [
                (["user", "list"], "relation \"mqtt_user\" does not exist"),
                (["user", "add", "anna", "secret"], "Unexpected argument"),
                (["user", "add", "anna"], "There is no password"),
                (["serve", "--password-hash", "name=md6"], "\"md6\" is no value"),
                (["serve", "--password-hash", "bcrypt"], "isn't setting=value"),
                (["serve", "--hashing-threads", "0"], "--hashing-threads takes a number from 1 to 1024"),
                (["serve", "--cache-entries", "\(Int.max)"], "--cache-entries takes a number from 0 to 10000000"),
                (["serve", "--cache-ttl", "inf"], "--cache-ttl takes a number from 0.0 to 31536000.0"),
                (["serve", "--failure-window", "1e300"], "--failure-window takes"),
                (["serve", "--failure-addresses", "0"], "--failure-addresses takes"),
                (["serve", "--failures-per-address=-1"], "--failures-per-address takes"),
                (["serve", "--hashing-queue", "\(Int.max)"], "--hashing-queue takes"),
                (["serve", "--last-known-for", "inf"], "--last-known-for takes"),
                (["serve", "--query-timeout", "nan"], "--query-timeout takes"),
                (["serve", "--convention", "emqx3"], "emqx5"),
                (["rule", "add", "allow", "write", "t", "--username", "anna"], "publish"),
            ]
            let program = ServiceProgram("hook-auth-postgres", database: database.url)
            for (arguments, text) in cases {
                let (status, output) = try await program.run(arguments)
                #expect(status != 0, "\(arguments)")
                #expect(output.contains(text), "\(arguments): \(output)")
            }
        }
    }

    private static func get(_ path: String, _ port: Int) async throws -> String {
        try await Command.run("curl", ["--silent", "--write-out", "%{http_code}", "http://127.0.0.1:\(port)/\(path)"])
    }
}
