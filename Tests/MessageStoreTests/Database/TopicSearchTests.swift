import ExtensionPostgres
import Foundation
import HookProviderKit
@testable import MessageStore
import NIOCore
import SeededRandom
import Testing

@Suite("Searching messages", .timeLimit(.minutes(1)))
struct TopicSearchTests {
    @Test("Finds exactly the topics that MQTT would deliver")
    func filters() async throws {
        try await withStoreDatabase { database in
            var random = SeededGenerator(seed: 7)
            let topics = Set((0..<150).map { _ in random.topic(of: ["a", "b", "a%", "_", "(b|", "\\", "$x", ""]) }).sorted()
            let records = topics.enumerated().map { StoreRecord(message($0.offset, topic: $0.element)) }
            _ = try await database.insert(records)
            let search = TopicSearch(database.pool)
            for _ in 0..<150 {
                let filter = TopicFilter(random.topic(of: ["a", "b", "a%", "_", "(b|", "\\", "$x", "", "+", "+", "#"]))
                guard filter.isValid else { continue }
                let found = try await search.lastMessages(filter, limit: 1_000).map(\.topic).sorted()
                #expect(found == topics.filter { filter.matches($0) }, "\(filter)")
            }
        }
    }

    @Test("The newest come first, and not more than asked for")
    func newestFirst() async throws {
        try await withStoreDatabase { database in
            let start = Date.now
            let records = [2, 0, 1].map { StoreRecord(message($0, topic: "t", payload: [UInt8(48 + $0)], at: start + Double($0))) }
            _ = try await database.insert(records)
            let found = try await TopicSearch(database.pool).lastMessages("t", limit: 2)
            #expect(found.map(\.payloadText) == ["2", "1"])
        }
    }

    @Test("A topic longer than the index has of it is told from its neighbour")
    func longTopics() async throws {
        try await withStoreDatabase { database in
            let common = String(repeating: "ä", count: 300)
            let records = ["1", "2"].enumerated().map { StoreRecord(message($0.offset, topic: common + $0.element)) }
            _ = try await database.insert(records)
            let search = TopicSearch(database.pool)
            #expect(try await search.lastMessages(TopicFilter(common + "1"), limit: 5).map(\.topic) == [common + "1"])
            #expect(try await search.lastMessages(TopicFilter(common + "1/#"), limit: 5).map(\.topic) == [common + "1"])
        }
    }

    @Test("query splits levels at every slash, also before a combining mark")
    func combiningMark() async throws {
        try await withStoreDatabase { database in
            let topic = "a/\u{301}b"
            #expect(TopicFilter("+/\u{301}b").matches(topic))
            _ = try await database.insert([StoreRecord(message(1, topic: topic))])
            #expect(try await TopicSearch(database.pool).lastMessages("+/\u{301}b", limit: 1).count == 1)
        }
    }

    @Test("As JSON a payload is text where it is any, else base 64")
    func json() throws {
        let event = MessagePublish(message: message(1, payload: [0xFF, 0]), userProperties: [Property(name: "k", value: "v")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(FoundMessage(StoredMessage(event))), as: UTF8.self)
        #expect(text.contains(#""payload_base64":"\/wA=""#))
        #expect(text.contains(#""user_properties":[["k","v"]]"#))
        #expect(FoundMessage(StoredMessage(event)).payloadText == "<2 bytes>")
        #expect(FoundMessage(StoredMessage(MessagePublish(message: message(1)))).payloadText == "21.5")
    }
}

extension SeededGenerator {
    fileprivate mutating func topic(of levels: [String]) -> String {
        let topic = (0..<Int.random(in: 1...4, using: &self)).map { _ in pick(levels) }.joined(separator: "/")
        return topic.isEmpty ? "/" : topic
    }
}
