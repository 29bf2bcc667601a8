import ExtensionPostgres
import ExtensionServices
import Logging
import NIOCore

/// Makes partitions ahead and drops old ones, at the start and every hour, and says what is wrong with the tables.
struct PartitionMaintenance: Sendable {
    private static let interval = Duration.seconds(3_600)
    private static let intervalAfterFailure = Duration.seconds(10)
    private static let timeout = TimeAmount.seconds(60)

    let pool: PostgresPool
    let daysAhead: Int
    let retention: Int
    let log: OccasionalLog

    func run() async {
        while !Task.isCancelled {
            let isDone = await maintain()
            try? await Task.sleep(for: isDone ? Self.interval : Self.intervalAfterFailure)
        }
    }

    /// Old days are dropped apart from making new ones: dropping waits for whoever reads, and must not take the others with it.
    private func maintain() async -> Bool {
        do throws(PostgresError) {
            var changes = try await call(daysAhead: daysAhead, retention: 0)
            if retention > 0 { changes += try await call(daysAhead: -1, retention: retention) }
            log.write(.info, "The partitions of days are as they should be.", metadata: ["changed": "\(changes)"])
            return true
        } catch {
            if !Task.isCancelled { log.write(.warning, "The partitions of days can't be looked after.", metadata: ["error": "\(error)"]) }
            return false
        }
    }

    private func call(daysAhead: Int, retention: Int) async throws(PostgresError) -> Int32 {
        let rows = try await pool.query(
            "SELECT mqtt_store_maintain($1, $2)",
            [.value(Int32(daysAhead)), .value(Int32(retention))],
            deadline: .now() + Self.timeout
        )
        return try rows[0].decode(0)
    }
}
