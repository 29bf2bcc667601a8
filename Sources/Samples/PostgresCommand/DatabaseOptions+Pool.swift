package import ExtensionPostgres
import Logging

extension DatabaseOptions {
    /// A pool of one connection for a command that ends. Fails at once if the database can't be reached.
    package func withPool<Value>(applicationName: String, _ body: (PostgresPool) async throws -> Value) async throws -> Value {
        var configuration = try poolConfiguration(
            applicationName: applicationName,
            logger: Logger(label: applicationName) { _ in
                SwiftLogNoOpLogHandler()
            }
        )
        configuration.size = 1
        let pool = PostgresPool(configuration)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}
