import ExtensionPostgres
import Logging
import NIOConcurrencyHelpers
import Testing

@Suite("PostgreSQL: passwords", .timeLimit(.minutes(1)))
struct SecretTests {
    private static let secret = "tops3cret-wrong"

    /// What a pool says to those who can't log in, whatever the reason.
    @Test("No error, status or log line holds a password", arguments: ["postgres", "nobody"])
    func wrongPassword(user: String) async throws {
        let cluster = try await PrivateCluster.shared.value
        let log = NIOLockedValueBox("")
        let string = "postgresql://\(user):\(Self.secret)@127.0.0.1:\(cluster.port)/postgres"
        let configure = { (configuration: inout PostgresPoolConfiguration) in
            configuration.logger = Logger(label: "test") { _ in RecordingLogHandler(text: log) }
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
        #expect(log.withLockedValue { $0.contains("authentication failed") })
        #expect(!said.contains(Self.secret))
        #expect(!log.withLockedValue { $0.contains(Self.secret) })
    }
}

/// Keeps everything that is logged.
private struct RecordingLogHandler: LogHandler {
    let text: NIOLockedValueBox<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        text.withLockedValue { $0 += "\(event.level) \(event.message) \(event.metadata ?? [:])\n" }
    }
}
