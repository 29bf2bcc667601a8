import ExtensionTestKit
import Foundation
import HookProviderKit
import PostgresPeer
import Programs
import Testing

@Suite("hook-store-postgres, the program", .timeLimit(.minutes(1)))
struct ProgramTests {
    @Test("First use: tables, messages and events from a broker, found again; health and metrics")
    func firstUse() async throws {
        try await withStoreDatabase(isMigrated: false) { database async throws in
            let program = ServiceProgram("hook-store-postgres", database: database.url)
            for _ in 0..<2 { #expect(try await program.run(["migrate"]).status == 0) }
            try await program.serving(["--events", "client", "--last-messages"]) { port, healthPort async throws in
                try await TestBroker.connect(to: .tcp(host: "127.0.0.1", port: port)) { broker async throws in
                    #expect(try await broker.publish(message(1, topic: "sensors/1/temp")) == .pass)
                    try await broker.notify(ClientConnected(client: ClientInfo(clientID: "c1")))
                }
                #expect(try await Self.get("readyz", healthPort).hasSuffix("200"))
                #expect(try await Self.get("metrics", healthPort).contains("message_store_stored_total 2\n"))
            }
            #expect(try await database.count("FROM mqtt_event") == 1)
            let (status, text) = try await program.run(["query", "sensors/#", "--json"])
            #expect(status == 0)
            #expect(text.contains(#""payload":"21.5","qos":1,"topic":"sensors/1/temp","username":"alice"}"#))
            #expect(try await program.run(["query", "sensors/+/temp"]).text.hasSuffix("  1    c1      sensors/1/temp  21.5\n"))
            #expect(try await program.run(["query", "nothing"]).text == "TIME  QOS  CLIENT  TOPIC  PAYLOAD\n")
        }
    }

    @Test("Without a database it serves and keeps messages; `spool` shows them, and the next start stores them")
    func spool() async throws {
        try await withTemporaryDirectory { directory in
            try await withStoreDatabase { database async throws in
                let options = ["--spool-directory", directory.path]
                // Nobody listens on port 1.
                let away = ServiceProgram("hook-store-postgres", database: "postgresql://u:secret@127.0.0.1:1/d")
                try await away.serving(options) { port, healthPort async throws in
                    try await TestBroker.connect(to: .tcp(host: "127.0.0.1", port: port)) { broker async throws in
                        #expect(try await broker.publish(message(7)) == .pass)
                    }
                    #expect(try await Self.get("readyz", healthPort).hasSuffix("200"), "with a spool it can do its work")
                    #expect(try await away.run(["spool", directory.path]).text.contains("in use"))
                }
                let (status, text) = try await away.run(["spool", directory.path])
                #expect(status == 0)
                #expect(text.contains("000660be-9989-6b18-0000-000000000007"))
                #expect(try await away.run(["spool", "--rejected", directory.path]).text == "")
                try await ServiceProgram("hook-store-postgres", database: database.url).serving(options) { _, _ async throws in
                    try await eventually { await database.hasCount(1, "FROM mqtt_message") }
                }
            }
        }
    }

    @Test("What can't be done is said in one line, without the password")
    func errors() async throws {
        let program = ServiceProgram("hook-store-postgres", database: "postgresql://u:secret@127.0.0.1:1/d")
        let cases: [([String], String)] = [
            (["migrate"], "no connection to PostgreSQL"),
            (["query", "a/#/b"], "isn't a valid topic filter"),
            (["query", "a", "--last", "0"], "at least one message"),
            (["serve", "--topics", "a/#/b"], "isn't a valid topic filter"),
            (["serve", "--when-unavailable", "spool"], "takes a --spool-directory"),
            (["serve", "--when-unavailable", "wait"], "spool"),
            (["serve", "--retention-days", "0"], "At least one day"),
            (["serve", "--spool-directory", "/proc/nothing"], "/proc/nothing"),
            (["spool", "/nowhere"], "There is no directory"),
        ]
        for (arguments, text) in cases {
            let (status, output) = try await program.run(arguments)
            #expect(status != 0, "\(arguments)")
            #expect(output.contains(text), "\(arguments): \(output)")
            #expect(!output.contains("secret"), "\(arguments): \(output)")
        }
    }

    private static func get(_ path: String, _ port: Int) async throws -> String {
        try await Command.run("curl", ["--silent", "--write-out", "%{http_code}", "http://127.0.0.1:\(port)/\(path)"])
    }
}
