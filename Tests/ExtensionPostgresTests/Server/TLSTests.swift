import ExtensionPostgres
import Foundation
import PostgresPeer
import Testing

@Suite("PostgreSQL: TLS and secrets", .timeLimit(.minutes(1)))
struct TLSTests {
    @Test("With verify-full the right server is reached over TLS, and any other is not")
    func verifyFull() async throws {
        let cluster = try await PrivateCluster()
        let authorities = try await enableTLS(on: cluster)
        let trusting = ["sslmode=verify-full", "sslrootcert=\(authorities.right.path)"].joined(separator: "&")
        try await withPool(cluster.connectionString(host: "localhost", trusting)) { pool async throws in
            #expect(try await pool.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")[0].decode(0))
        }
        try await withPool(cluster.connectionString(host: "127.0.0.1", trusting)) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("does not match host name") == true)
        }
        let distrusting = "sslmode=verify-full&sslrootcert=\(authorities.wrong.path)"
        try await withPool(cluster.connectionString(host: "localhost", distrusting)) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error.map { "\($0)" }?.contains("certificate verify failed") == true)
        }
    }

    @Test("Over TLS, large values go both ways")
    func largeValues() async throws {
        let cluster = try await PrivateCluster()
        _ = try await enableTLS(on: cluster)
        try await withPool(cluster.connectionString("sslmode=require"), configure: { $0.size = 1 }) { pool in
            let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { () async throws in
                        #expect(try await pool.query("SELECT $1::bytea", [.value(bytes)])[0].decode(0) == bytes)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Gives the server a certificate for localhost. The answer is the authority that signed it, and one that didn't.
    private func enableTLS(on cluster: PrivateCluster) async throws -> (right: URL, wrong: URL) {
        let data = try await cluster.dataDirectory()
        let directory = data.deletingLastPathComponent()
        let (right, wrong) = (directory.appending(path: "right.crt"), directory.appending(path: "wrong.crt"))
        for authority in [right, wrong] {
            let key = authority.deletingPathExtension().appendingPathExtension("key").path
            try await openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout \(key) -out \(authority.path)")
        }
        let (key, certificate) = (data.appending(path: "server.key").path, data.appending(path: "server.crt").path)
        let subject = "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
        let authority = "-CA \(right.path) -CAkey \(directory.path)/right.key"
        try await openssl(
            "req -x509 -newkey rsa:2048 -nodes -days 2 \(subject) \(authority) -keyout \(key) -out \(certificate)"
        )
        let owner = try FileManager.default.attributesOfItem(atPath: data.path)[.ownerAccountID] as? NSNumber
        for path in [key, certificate] {
            #expect(chown(path, try #require(owner).uint32Value, .max) == 0)
            #expect(chmod(path, 0o600) == 0)
        }
        try await cluster.psql("ALTER SYSTEM SET ssl = on")
        try await cluster.psql("SELECT pg_reload_conf()")
        try await eventually { try await Command.run("psql", [cluster.url.absoluteString, "-Atc", "SHOW ssl"]) == "on" }
        return (right, wrong)
    }

    private func openssl(_ arguments: String) async throws {
        try await Command.run("openssl", arguments.split(separator: " ").map(String.init))
    }
}
