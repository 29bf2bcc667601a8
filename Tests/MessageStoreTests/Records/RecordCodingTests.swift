import ExtensionPostgres
@testable import MessageStore
import SeededRandom
import Testing

@Suite("Records in the spool")
struct RecordCodingTests {
    @Test("Every record comes back as it was", arguments: 0..<20 as Range<UInt64>)
    func roundTrip(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let record = random.record()
            #expect(RecordCoding.decode(RecordCoding.encode(record)) == record)
        }
    }

    @Test("A part of a record is none, and neither is one with something behind it")
    func wrongLengths() {
        var random = SeededGenerator(seed: 1)
        for record in [random.message(), random.event()] {
            let bytes = RecordCoding.encode(record)
            for length in 0..<bytes.count { #expect(RecordCoding.decode(Array(bytes.prefix(length))) == nil) }
            #expect(RecordCoding.decode(bytes + [0]) == nil)
        }
    }

    @Test("A format that isn't known, and lengths that can't be, are no record")
    func nonsense() {
        var random = SeededGenerator(seed: 2)
        var bytes = RecordCoding.encode(random.message())
        bytes[0] = 99
        #expect(RecordCoding.decode(bytes) == nil)
        bytes[0] = 1
        bytes.replaceSubrange(25..<29, with: [0x80, 0, 0, 0])
        #expect(RecordCoding.decode(bytes) == nil)
    }
}

extension SeededGenerator {
    fileprivate mutating func record() -> StoreRecord { Bool.random(using: &self) ? message() : event() }

    fileprivate mutating func message() -> StoreRecord {
        .message(
            StoredMessage(
                id: id(),
                at: PostgresTimestamp(microsecondsSince1970: .random(in: .min ... .max, using: &self)),
                topic: text(),
                qos: .random(in: 0...2, using: &self),
                clientID: text(),
                username: optional { $0.text() },
                payload: (0..<Int.random(in: 0...50, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) },
                node: text(),
                properties: optional { $0.text() },
                userProperties: optional { $0.text() }
            )
        )
    }

    fileprivate mutating func event() -> StoreRecord {
        .event(
            StoredEvent(
                id: id(),
                at: PostgresTimestamp(microsecondsSince1970: .random(in: 0...1 << 60, using: &self)),
                event: text(),
                clientID: text(),
                username: optional { $0.text() },
                peerHost: text(),
                node: text(),
                topicFilter: optional { $0.text() },
                reason: optional { $0.text() }
            )
        )
    }

    private mutating func id() -> PostgresUUID { PostgresUUID(high: next(), low: next()) }

    private mutating func text() -> String {
        (0..<Int.random(in: 0...10, using: &self)).map { _ in pick(["a", "/", "ü", "🙂", ""]) }.joined()
    }

    private mutating func optional<Value>(_ make: (inout Self) -> Value) -> Value? { Bool.random(using: &self) ? make(&self) : nil }
}
