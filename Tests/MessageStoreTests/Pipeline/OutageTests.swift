import ExtensionPostgres
import ExtensionTestKit
import Foundation
import HookProviderKit
import Logging
@testable import MessageStore
import PostgresCommand
import PostgresPeer
import RecordedLogging
import Testing

@Suite("While the database is away", .timeLimit(.minutes(2)), .serialized)
struct OutageTests {
    @Test("reject drops the message, pass lets it go; both store again once the database is back", arguments: [OutagePolicy.reject, .pass])
    func withoutSpool(policy: OutagePolicy) async throws {
        try await withDatabaseThatDies { database, cluster in
            try await withStore(on: database, StoreSetup(whenUnavailable: policy)) { broker in
                #expect(try await broker.publish(message(1)) == .pass)
                let directory = try await cluster.kill()
                #expect(try await broker.publish(message(2)) == (policy == .pass ? .pass : .drop))
                try await cluster.start(directory)
                try await eventually { try await storedNow(3, broker, database) }
                #expect(try await database.count("FROM mqtt_message WHERE right(id::text, 1) = '2'") == 0)
            }
        }
    }

    @Test("spool keeps messages and events over the outage, in order, and drains them behind the broker's back")
    func spool() async throws {
        try await withTemporaryDirectory { spool in
            try await withDatabaseThatDies { database, cluster in
                var setup = StoreSetup(whenUnavailable: .spool, spoolDirectory: spool)
                setup.events = [.client]
                try await withStore(on: database, setup) { broker in
                    let directory = try await cluster.kill()
                    for number in 0..<50 { #expect(try await broker.publish(message(number)) == .pass) }
                    try await broker.notify(ClientConnected(client: ClientInfo(clientID: "c1")))
                    try await cluster.start(directory)
                    for number in 50..<100 { #expect(try await broker.publish(message(number)) == .pass) }
                    try await eventually { await database.hasCount(100, "FROM mqtt_message") }
                    let order = try await database.texts("SELECT right(id::text, 4) FROM mqtt_message ORDER BY ctid")
                    #expect(order == order.sorted())
                    #expect(try await database.count("FROM mqtt_event") == 1)
                }
            }
        }
    }

    @Test("What was kept when the program ended is stored by the next")
    func restart() async throws {
        try await withTemporaryDirectory { spool in
            try await withDatabaseThatDies { database, cluster in
                let directory = try await cluster.kill()
                try await withStore(on: database, StoreSetup(whenUnavailable: .spool, spoolDirectory: spool)) { (broker) async throws in
                    #expect(try await broker.publish(message(1)) == .pass)
                }
                try await cluster.start(directory)
                try await withStore(on: database, StoreSetup(whenUnavailable: .reject, spoolDirectory: spool)) { _ in
                    try await eventually { await database.hasCount(1, "FROM mqtt_message") }
                }
            }
        }
    }

    @Test("A database that doesn't answer in time counts as away, and a message that it took after all is there once")
    func slowDatabase() async throws {
        try await withTemporaryDirectory { spool in
            try await withStoreDatabase { database in
                try await withStore(on: database, StoreSetup(whenUnavailable: .spool, spoolDirectory: spool)) { broker in
                    let message = message(1)
                    try await database.pool.transaction { transaction in
                        try await transaction.execute("LOCK TABLE mqtt_message IN ACCESS EXCLUSIVE MODE")
                        #expect(try await broker.publish(message) == .pass)
                    }
                    try await eventually { await database.hasCount(1, "FROM mqtt_message") }
                    #expect(try await broker.publish(message) == .pass)
                    #expect(try await database.count("FROM mqtt_message") == 1)
                }
            }
        }
    }

    @Test("A read-only database counts as away")
    func readOnly() async throws {
        let log = RecordedLog()
        try await withDatabaseThatDies { database, _ in
            try await withStore(on: database, StoreSetup(whenUnavailable: .reject, logger: log.logger)) { broker in
                try await database.execute("ALTER SYSTEM SET default_transaction_read_only = on")
                try await database.execute("SELECT pg_reload_conf()")
                try await eventually { try await broker.publish(message(1)) == .drop }
                #expect(log.lines(containing: "read-only").isEmpty == false)
                // Over a session of its own, which may write.
                let writable = database.url + "?options=-cdefault_transaction_read_only%3Doff"
                try await withStoreDatabase(at: writable, name: database.name) { other in
                    try await other.execute("ALTER SYSTEM RESET default_transaction_read_only")
                    try await other.execute("SELECT pg_reload_conf()")
                }
                try await eventually { try await storedNow(2, broker, database) }
            }
        }
    }

    @Test("A missing column is named in the log, and once it is there messages are stored, without a restart")
    func missingColumn() async throws {
        let log = RecordedLog()
        try await withStoreDatabase { database in
            try await database.execute("ALTER TABLE mqtt_message DROP COLUMN node")
            try await withStore(on: database, StoreSetup(whenUnavailable: .reject, logger: log.logger)) { broker in
                #expect(try await broker.publish(message(1)) == .drop)
                #expect(log.lines(containing: #"column "node" of relation "mqtt_message" does not exist"#).isEmpty == false)
                try await database.execute("ALTER TABLE mqtt_message ADD COLUMN node text")
                #expect(try await broker.publish(message(1)) == .pass)
            }
        }
    }

    @Test("Tables that nobody has made are named in the log")
    func missingTables() async throws {
        let log = RecordedLog()
        try await withStoreDatabase(isMigrated: false) { database in
            try await withStore(on: database, StoreSetup(whenUnavailable: .reject, logger: log.logger)) { broker in
                #expect(try await broker.publish(message(1)) == .drop)
                #expect(log.lines(containing: #"relation "mqtt_message" does not exist"#).isEmpty == false)
                _ = try await StoreSchema.migrations.run(on: database.pool)
                #expect(try await broker.publish(message(1)) == .pass)
            }
        }
    }

    @Test("A message that a constraint forbids is dropped, those beside it are stored")
    func refusedMessage() async throws {
        let log = RecordedLog()
        try await withStoreDatabase { database in
            try await database.execute("ALTER TABLE mqtt_message ADD CONSTRAINT decent CHECK (topic <> 'bad')")
            try await withStore(on: database, StoreSetup(whenUnavailable: .reject, logger: log.logger)) { (broker) async throws in
                async let good = broker.publish(message(1))
                async let bad = broker.publish(message(2, topic: "bad", payload: Array("secret".utf8)))
                #expect(try await good == .pass)
                #expect(try await bad == .drop)
                #expect(log.lines(containing: "decent").isEmpty == false)
                #expect(log.lines(containing: "secret").isEmpty)
            }
        }
    }

    @Test("A message that was acknowledged, and that the database then refuses, is kept apart, and those behind it are stored")
    func refusedLater() async throws {
        try await withTemporaryDirectory { spool in
            try await withDatabaseThatDies { database, cluster in
                try await database.execute("ALTER TABLE mqtt_message ADD CONSTRAINT decent CHECK (topic <> 'bad')")
                try await withStore(on: database, StoreSetup(whenUnavailable: .spool, spoolDirectory: spool)) { broker in
                    let directory = try await cluster.kill()
                    for (number, topic) in ["good", "bad", "good"].enumerated() {
                        #expect(try await broker.publish(message(number, topic: topic)) == .pass)
                    }
                    try await cluster.start(directory)
                    try await eventually { await database.hasCount(2, "FROM mqtt_message") }
                }
                let rejected = try await SpoolListing(directory: spool.appending(path: "rejected").path).firstLines(10)
                #expect(rejected.count == 1)
                #expect(rejected.first?.contains(#""topic":"bad""#) == true)
                #expect(try await SpoolListing(directory: spool.path).firstLines(10).isEmpty)
            }
        }
    }

    /// A server of the test's own.
    private func withDatabaseThatDies(_ body: (StoreDatabase, PrivateCluster) async throws -> Void) async throws {
        let cluster = try await PrivateCluster()
        try await withStoreDatabase(at: cluster.connectionString(), name: "postgres") { try await body($0, cluster) }
    }

    private func storedNow(_ number: Int, _ broker: TestBroker, _ database: StoreDatabase) async throws -> Bool {
        _ = try await broker.publish(message(number))
        return (try? await database.count("FROM mqtt_message WHERE right(id::text, 1) = '\(number)'")) == 1
    }
}
