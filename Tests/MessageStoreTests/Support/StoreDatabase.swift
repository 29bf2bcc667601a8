import ExtensionPostgres
import Foundation
@testable import MessageStore
import NIOCore
import PostgresCommand
import PostgresPeer
import Testing

/// A database of the test's own on the tests' server, with the tables, for the length of `body`.
@discardableResult
func withStoreDatabase<Result>(isMigrated: Bool = true, _ body: (StoreDatabase) async throws -> Result) async throws -> Result {
    let cluster = try await PrivateCluster.shared.value
    let name = "store_\(UInt64.random(in: 0 ... .max))"
    try await cluster.psql("CREATE DATABASE \(name)")
    return try await withStoreDatabase(at: cluster.connectionString(), name: name, isMigrated: isMigrated, body)
}

func withStoreDatabase<Result>(
    at connectionString: String,
    name: String,
    isMigrated: Bool = true,
    _ body: (StoreDatabase) async throws -> Result
) async throws -> Result {
    var components = try #require(URLComponents(string: connectionString))
    components.path = "/" + name
    let url = try #require(components.string)
    var configuration = PostgresPoolConfiguration(try PostgresConnectionString(url))
    configuration.size = 2
    configuration.backoff = .milliseconds(20) ... .milliseconds(100)
    let pool = PostgresPool(configuration)
    do {
        if isMigrated { _ = try await StoreSchema.migrations.run(on: pool) }
        let result = try await body(StoreDatabase(pool: pool, url: url, name: name))
        await pool.close()
        return result
    } catch {
        await pool.close(drainTimeout: .zero)
        throw error
    }
}

struct StoreDatabase: Sendable {
    let pool: PostgresPool
    let url: String
    let name: String

    func execute(_ sql: String) async throws { try await pool.execute(PostgresStatement(sql, isPrepared: false)) }

    func insert(_ records: [StoreRecord], keepsLastMessages: Bool = false) async throws -> [PostgresServerError?] {
        try await RecordInserter(client: pool, keepsLastMessages: keepsLastMessages).insert(records, deadline: .distantFuture)
    }

    func count(_ sql: String) async throws -> Int {
        let rows = try await pool.query(PostgresStatement("SELECT count(*) \(sql)", isPrepared: false))
        return Int(try rows[0].decode(0, as: Int64.self))
    }

    /// False too while the database can't be asked.
    func hasCount(_ count: Int, _ sql: String) async -> Bool { (try? await self.count(sql)) == count }

    /// The first column of each row.
    func texts(_ sql: String) async throws -> [String] {
        let rows = try await pool.query(PostgresStatement(sql, isPrepared: false, resultFormat: .text))
        return try rows.map { try $0.decodeIfPresent(0) ?? "NULL" }
    }
}
