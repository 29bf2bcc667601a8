import ExtensionPostgres
import Foundation
import HookProviderKit
@testable import MessageStore
import NIOCore
import Testing

@Suite("Inserting records", .timeLimit(.minutes(1)))
struct RecordInserterTests {
    @Test("Messages and events of one batch each go to their table; twice is as good as once")
    func idempotent() async throws {
        try await withStoreDatabase { (database) async throws in
            let event = StoreRecord.event(StoredEvent(.clientConnected, ClientInfo(clientID: "c1")))
            let first = StoreRecord(message(1))
            let records = [first, event, StoreRecord(message(2)), first]
            for _ in 0..<2 { #expect(try await database.insert(records) == [nil, nil, nil, nil]) }
            #expect(try await database.texts("SELECT id FROM mqtt_message ORDER BY id").count == 2)
            #expect(try await database.texts("SELECT event FROM mqtt_event") == ["client.connected"])
        }
    }

    @Test("Of a batch, only the records that a constraint forbids are refused", arguments: [[0], [6], [0, 1, 2, 3, 4, 5, 6], [1, 5]])
    func refusedRecords(bad: [Int]) async throws {
        try await withStoreDatabase { database in
            try await database.execute("ALTER TABLE mqtt_message ADD CONSTRAINT decent CHECK (topic <> 'bad')")
            let records = (0..<7).map { StoreRecord(message($0, topic: bad.contains($0) ? "bad" : "good")) }
            let refusals = try await database.insert(records, keepsLastMessages: true)
            #expect(refusals.indices.filter { refusals[$0] != nil } == bad)
            #expect(refusals.compactMap { $0?.constraint } == bad.map { _ in "decent" })
            #expect(try await database.count("FROM mqtt_message") == 7 - bad.count)
        }
    }

    @Test("Tables that aren't as they should be are nobody's fault, and the error names what is missing")
    func wrongTables() async throws {
        let damages = [
            ("ALTER TABLE mqtt_message DROP COLUMN node", "column \"node\" of relation \"mqtt_message\" does not exist"),
            ("DROP TABLE mqtt_message", "relation \"mqtt_message\" does not exist"),
            ("DROP TABLE mqtt_message_default", "no partition of relation \"mqtt_message\" found for row"),
        ]
        for (damage, complaint) in damages {
            try await withStoreDatabase { database in
                try await database.execute(damage)
                let records = [StoreRecord(message(1, at: Date(timeIntervalSince1970: 0)))]
                let error = await #expect(throws: PostgresError.self) { try await database.insert(records) }
                #expect("\(error.map { "\($0)" } ?? "")".contains(complaint))
            }
        }
    }

    @Test("The last message of a topic is the newest, in whatever order they come")
    func lastMessages() async throws {
        try await withStoreDatabase { database in
            let start = Date.now
            let first = [
                message(3, topic: "a", at: start + 3), message(1, topic: "a", at: start + 1), message(2, topic: "b", at: start + 2),
            ]
            let second = [message(5, topic: "b", at: start + 5), message(0, topic: "a", at: start)]
            for batch in [first, second, first] {
                _ = try await database.insert(batch.map(StoreRecord.init), keepsLastMessages: true)
            }
            let last = try await database.texts("SELECT topic || ' ' || right(id::text, 1) FROM mqtt_last_message ORDER BY topic")
            #expect(last == ["a 3", "b 5"])
            #expect(try await database.count("FROM mqtt_message") == 5)
        }
    }

    @Test("The longest topics, client identifiers and payloads of many bytes are stored as they are")
    func longValues() async throws {
        try await withStoreDatabase { (database) async throws in
            let long = String(repeating: "ü", count: 32_767)
            var big = message(1, topic: long, payload: Array(repeating: 0xFF, count: 3 << 20))
            big.from = long
            let event = StoreRecord.event(StoredEvent(.sessionSubscribed, ClientInfo(clientID: long), topicFilter: long))
            #expect(try await database.insert([StoreRecord(big), event], keepsLastMessages: true) == [nil, nil])
            #expect(try await database.texts("SELECT topic FROM mqtt_message JOIN mqtt_last_message USING (topic)") == [long])
            #expect(try await database.texts("SELECT length(payload) FROM mqtt_message") == ["\(3 << 20)"])
        }
    }
}
