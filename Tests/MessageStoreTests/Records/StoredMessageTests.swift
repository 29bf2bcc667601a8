import ExtensionPostgres
import HookProviderKit
@testable import MessageStore
import Testing

@Suite("What is made of a message")
struct StoredMessageTests {
    @Test("EMQX's identifier is the uuid's digits")
    func identifiers() {
        #expect("\(PostgresUUID(messageID: "000660BE99896B18B44B000002840002"))" == "000660be-9989-6b18-b44b-000002840002")
    }

    @Test(
        "Another text gets an identifier of its own",
        arguments: ["", "x", "000660BE99896B18B44B00000284000", "+00660BE99896B18B44B000002840002"]
    )
    func otherIdentifiers(text: String) {
        let first = PostgresUUID(messageID: text)
        #expect(first != PostgresUUID(messageID: text))
        #expect("\(first)".dropFirst(14).first == "7", "version 7 of RFC 9562")
        #expect("89ab".contains("\(first)".dropFirst(19).first ?? "?"), "its variant")
    }

    @Test("Milliseconds become microseconds, and what is no time the last second of the year 9999")
    func timestamps() {
        #expect(PostgresTimestamp(milliseconds: 1_795_221_596_236).microsecondsSince1970 == 1_795_221_596_236_000)
        #expect(PostgresTimestamp(milliseconds: .max).iso8601 == "9999-12-31T23:59:59.000Z")
        #expect(PostgresTimestamp(milliseconds: 1_795_221_596_284).iso8601 == "2026-11-21T00:39:56.284Z")
    }

    @Test("A zero byte, which PostgreSQL can't store, becomes the replacement character")
    func zeroBytes() {
        #expect("a\0b/\0".storable == "a\u{FFFD}b/\u{FFFD}")
        let event = MessagePublish(
            message: Message(id: "", from: "c\0", topic: "t\0", headers: ["username": "\0"]),
            properties: [Property(name: "a\0", value: "\0")],
            userProperties: [Property(name: "b", value: "\0")]
        )
        let stored = StoredMessage(event)
        for text in [stored.topic, stored.clientID, stored.username, stored.properties, stored.userProperties] {
            #expect(text?.utf8.contains(0) == false)
            #expect(text?.contains("\u{FFFD}") == true)
        }
    }

    @Test("Properties are an object, user properties pairs in their order, also of the same name")
    func properties() {
        let event = MessagePublish(
            message: Message(topic: "t"),
            properties: [Property(name: "Content-Type", value: "text/\"x\"")],
            userProperties: [Property(name: "b", value: "1"), Property(name: "a", value: "2"), Property(name: "b", value: "3")]
        )
        let stored = StoredMessage(event)
        #expect(stored.properties == #"{"Content-Type":"text/\"x\""}"#)
        #expect(stored.userProperties == #"[["b","1"],["a","2"],["b","3"]]"#)
        #expect(StoredMessage(MessagePublish(message: Message(topic: "t"))).properties == nil)
    }

    @Test("The queue's bound counts names too")
    func byteCount() {
        var stored = StoredMessage(MessagePublish(message: message(1)))
        stored.clientID = String(repeating: "c", count: 60_000)
        stored.username = stored.clientID
        #expect(StoreRecord.message(stored).byteCount >= 120_000)
    }
}
