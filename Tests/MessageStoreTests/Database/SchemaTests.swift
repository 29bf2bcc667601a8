import ExtensionPostgres
import Foundation
import HookProviderKit
@testable import MessageStore
import NIOCore
import PostgresCommand
import Testing

@Suite("The store's tables", .timeLimit(.minutes(1)))
struct SchemaTests {
    @Test("Migrating is done once, whoever does it at the same time")
    func concurrently() async throws {
        try await withStoreDatabase(isMigrated: false) { (database) async throws in
            async let first = StoreSchema.migrations.run(on: database.pool)
            async let second = StoreSchema.migrations.run(on: database.pool)
            #expect(try await [first, second].sorted() == [0, StoreSchema.migrations.steps.count])
            #expect(try await StoreSchema.migrations.run(on: database.pool) == 0)
        }
    }

    @Test("A database of a newer release is refused")
    func newer() async throws {
        try await withStoreDatabase { database in
            try await database.execute("UPDATE mqtt_schema SET steps = 99")
            let error = await #expect(throws: SchemaIsNewer.self) { _ = try await StoreSchema.migrations.run(on: database.pool) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("step 99"))
        }
    }

    @Test("A step that fails leaves nothing behind")
    func atomic() async throws {
        try await withStoreDatabase(isMigrated: false) { (database) async throws in
            let broken = SchemaMigrations(program: "p", steps: [["CREATE TABLE a ()"], ["CREATE TABLE b ()", "nonsense"]])
            await #expect(throws: PostgresError.self) { _ = try await broken.run(on: database.pool) }
            #expect(try await database.texts("SELECT to_regclass('a')") == ["NULL"])
            #expect(try await SchemaMigrations(program: "p", steps: [["CREATE TABLE a ()"]]).run(on: database.pool) == 1)
        }
    }

    @Test("There is a partition for today and a week ahead, and messages go to that of their own day")
    func partitions() async throws {
        try await withStoreDatabase { database in
            #expect(try await database.count("FROM pg_inherits WHERE inhparent = 'mqtt_message'::regclass") == 9)
            let records = [message(1), message(2, at: .now + 86_400), message(3, at: .now - 86_400 * 365)].map(StoreRecord.init)
            #expect(try await database.insert(records).allSatisfy { $0 == nil })
            let tables = try await database.texts("SELECT right(tableoid::regclass::text, 8) FROM mqtt_message ORDER BY id")
            let days = try await database.texts(
                "SELECT to_char((now() AT TIME ZONE 'UTC')::date + number, 'YYYYMMDD') FROM generate_series(0, 1) AS number"
            )
            #expect(tables == days + ["_default"])
        }
    }

    @Test("A partition that is made takes its rows out of the default one")
    func movedRows() async throws {
        try await withStoreDatabase { database in
            try await database.execute(
                "DROP TABLE mqtt_message_\(try await database.texts("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')")[0])"
            )
            _ = try await database.insert([StoreRecord(message(1))])
            #expect(try await database.count("FROM mqtt_message_default") == 1)
            try await database.execute("SELECT mqtt_store_maintain(7, 0)")
            #expect(try await database.count("FROM mqtt_message_default") == 0)
            #expect(try await database.count("FROM mqtt_message") == 1)
        }
    }

    @Test("What is older than the retention goes, from the default partition too")
    func retention() async throws {
        try await withStoreDatabase { database in
            try await database.execute(
                "CREATE TABLE mqtt_message_20200101 PARTITION OF mqtt_message FOR VALUES FROM ('2020-01-01Z') TO ('2020-01-02Z')"
            )
            let old = [
                message(1, at: .init(timeIntervalSince1970: 1_577_840_000)), message(2, at: .init(timeIntervalSince1970: 0)), message(3),
            ]
            _ = try await database.insert(old.map(StoreRecord.init))
            try await database.execute("SELECT mqtt_store_maintain(7, 0)")
            #expect(try await database.count("FROM mqtt_message") == 3, "without a retention all is kept")
            try await database.execute("SELECT mqtt_store_maintain(7, 30)")
            #expect(try await database.count("FROM mqtt_message") == 1)
            #expect(try await database.texts("SELECT to_regclass('mqtt_message_20200101')") == ["NULL"])
        }
    }

    @Test("A user that may insert and call the one function is enough to store")
    func leastRights() async throws {
        try await withStoreDatabase { database in
            let role = "writer_\(UInt64.random(in: 0 ... .max))"
            try await database.execute("CREATE ROLE \(role) LOGIN PASSWORD 'x'")
            try await database.execute("GRANT INSERT ON mqtt_message, mqtt_event TO \(role)")
            try await database.execute("GRANT SELECT, INSERT, UPDATE ON mqtt_last_message TO \(role)")
            try await database.execute("GRANT EXECUTE ON FUNCTION mqtt_store_maintain TO \(role)")
            try await withTransaction(as: role, on: database) { transaction in
                let inserter = RecordInserter(client: transaction, keepsLastMessages: true)
                #expect(try await inserter.insert([StoreRecord(message(1))], deadline: .distantFuture) == [nil])
                try await transaction.execute("SELECT mqtt_store_maintain(8, 30)")
            }
            #expect(try await database.count("FROM mqtt_last_message") == 1)
        }
    }

    @Test("Days are days in UTC, whatever the session's DateStyle and TimeZone")
    func dateStyle() async throws {
        try await withStoreDatabase { database in
            try await database.pool.transaction { transaction in
                try await transaction.execute("SET LOCAL TimeZone = 'Asia/Kolkata'")
                try await transaction.execute("SET LOCAL DateStyle = 'SQL, DMY'")
                try await transaction.execute("SELECT mqtt_store_maintain(8, 0)")
            }
            try await database.execute("SELECT mqtt_store_maintain(10, 0)")
        }
    }

    @Test("Nobody takes over the function's rights with a function of the same name in its schema")
    func hijack() async throws {
        try await withStoreDatabase { database in
            try await database.execute(
                "CREATE FUNCTION public.format(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'CREATE TABLE IF NOT EXISTS hijacked ()' $$"
            )
            // A session of its own: the one that migrated has resolved the names already.
            try await withStoreDatabase(at: database.url, name: database.name, isMigrated: false) { other in
                try await other.execute("SELECT mqtt_store_maintain(8, 0)")
            }
            #expect(try await database.count("FROM pg_class WHERE relname = 'hijacked'") == 0)
        }
    }

    private func withTransaction(
        as role: String,
        on database: StoreDatabase,
        _ body: (PostgresTransaction) async throws -> Void
    ) async throws {
        try await database.pool.transaction { transaction in
            try await transaction.execute(PostgresStatement("SET LOCAL ROLE \(role)", isPrepared: false))
            try await body(transaction)
        }
    }
}

extension StoreRecord {
    init(_ message: HookProviderKit.Message) { self = .message(StoredMessage(MessagePublish(message: message))) }
}
