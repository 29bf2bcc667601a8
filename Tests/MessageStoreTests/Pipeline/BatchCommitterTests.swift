import ExtensionPostgres
import ExtensionServices
import Foundation
import Logging
import MessageSpool
@testable import MessageStore
import NIOConcurrencyHelpers
import Testing

@Suite("Where a batch goes", .timeLimit(.minutes(1)))
struct BatchCommitterTests {
    private let silent = Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }

    @Test("While any record waits on the disk, a new one goes behind it, though the database is there")
    func behindTheSpool() async throws {
        try await withSpoolAndDatabase { (spool, database) async throws in
            try await spool.append(RecordCoding.encode(StoreRecord(message(1))))
            #expect(await isKept(StoreRecord(message(2)), by: committer(database, spool)))
            #expect(spool.depth.records == 2)
            #expect(try await database.count("FROM mqtt_message") == 0)
        }
    }

    @Test("With an empty spool it goes to the database")
    func direct() async throws {
        try await withSpoolAndDatabase { (spool, database) async throws in
            #expect(await isKept(StoreRecord(message(1)), by: committer(database, spool)))
            #expect(spool.isEmpty)
            #expect(try await database.count("FROM mqtt_message") == 1)
        }
    }

    @Test("What a trigger refuses is refused alone")
    func trigger() async throws {
        try await withSpoolAndDatabase { (spool, database) async throws in
            try await database.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
            )
            try await database.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON mqtt_message FOR EACH ROW WHEN (NEW.topic = 'bad') EXECUTE FUNCTION refuse()"
            )
            let refusals = try await database.insert(
                ["good", "bad", "good"].enumerated().map {
                    StoreRecord(message($0.offset, topic: $0.element))
                }
            )
            #expect(refusals.map { $0?.sqlState } == [nil, "P0001", nil])
            #expect(spool.isEmpty)
        }
    }

    private func committer(_ database: StoreDatabase, _ spool: MessageSpool) -> BatchCommitter {
        BatchCommitter(
            inserter: RecordInserter(client: database.pool, keepsLastMessages: false),
            commitTimeout: .seconds(5),
            spool: spool,
            metrics: StoreMetrics(),
            log: OccasionalLog(silent)
        )
    }

    private func isKept(_ record: StoreRecord, by committer: BatchCommitter) async -> Bool {
        let answer = NIOLockedValueBox<Bool?>(nil)
        await committer.commit([RecordQueue.Entry(record: record) { isKept in answer.withLockedValue { $0 = isKept } }])
        return answer.withLockedValue { $0 } == true
    }

    private func withSpoolAndDatabase(_ body: (MessageSpool, StoreDatabase) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            try await withStoreDatabase { database in
                let spool = try await MessageSpool.open(SpoolConfiguration(directory: directory.path), logger: silent)
                try await body(spool, database)
                await spool.shutDown()
            }
        }
    }
}
