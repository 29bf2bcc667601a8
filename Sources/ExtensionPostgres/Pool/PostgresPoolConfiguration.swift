package import Logging

/// How a pool connects, and what bounds it.
package struct PostgresPoolConfiguration: Sendable {
    package var connectionString: PostgresConnectionString
    /// Connections that the pool opens and keeps. Listeners have their own.
    package var size = 4
    /// For each host and address, in whole seconds and at least 2, as libpq has it. The connection string's connect_timeout comes first.
    package var connectTimeout: Duration = .seconds(5)
    /// Statements that wait for a connection; one more throws `PostgresError.queueFull`.
    package var queueLimit = 10_000
    /// Statements on their way on one connection.
    package var pipelineDepth = 64
    /// Bytes of statements and parameters on their way on one connection. One statement alone may be larger.
    package var pipelineByteLimit = 4 << 20
    /// How long a connection may be silent before it is asked for a sign of life.
    package var healthCheckInterval: Duration = .seconds(30)
    /// How long an answer that nobody waits for any more, after deadline or cancellation, may keep a connection. Then it is closed, and the
    /// server asked to stop.
    package var abandonedAnswerTimeout: Duration = .seconds(1)
    /// The shortest and longest wait between attempts to connect.
    package var backoff: ClosedRange<Duration> = .milliseconds(100) ... .seconds(10)
    /// What the server shows of the sessions, unless the connection string or PGAPPNAME says.
    package var applicationName = "swift-emqx-extensions"
    /// SQL that each new connection runs before it is used. If one fails, so does the connection.
    package var statementsOnConnect: [String] = []
    /// Prepared statements that each connection keeps.
    package var statementLimit = 64
    package var logger = Logger(label: "postgres", factory: { _ in SwiftLogNoOpLogHandler() })

    package init(_ connectionString: PostgresConnectionString) { self.connectionString = connectionString }

    var libpqDefaults: [String: String] {
        // libpq takes 1 for 2, and 0 for no limit.
        ["connect_timeout": "\(max(2, connectTimeout.components.seconds))", "fallback_application_name": applicationName]
    }
}
