import ExtensionPostgres
import Logging
import PostgresPeer
import RecordedLogging
import Testing

@Suite("PostgreSQL: passwords", .timeLimit(.minutes(1)))
struct SecretTests {
    private static let secret = "tops3cret-wrong"

    /// What a pool says to those who can't log in, whatever the reason.
    @Test("No error, status or log line holds a password", arguments: ["postgres", "nobody"])
    func wrongPassword(user: String) async throws {
        let cluster = try await PrivateCluster.shared.value
        let log = RecordedLog()
        let string = "postgresql://\(user):\(Self.secret)@127.0.0.1:\(cluster.port)/postgres"
        let configure = { (configuration: inout PostgresPoolConfiguration) in
            configuration.logger = log.logger
            configuration.logger.logLevel = .trace
            configuration.statementsOnConnect = ["SELECT 1"]
        }
        let said = try await withPool(string, configure: configure) { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            var said = ""
            dump(error, to: &said)
            dump(pool.status, to: &said)
            dump(pool, to: &said)
            return said + "\(String(describing: error)) \(String(reflecting: error)) \(pool.status)"
        }
        #expect(said.contains("authentication failed"))
        #expect(!log.lines(containing: "authentication failed").isEmpty)
        #expect(!said.contains(Self.secret))
        #expect(log.lines(containing: Self.secret).isEmpty)
    }
}
