import Testing

@testable import ExtensionPostgres

@Suite("Parameters")
struct PostgresParameterTests {
    @Test("A text with a zero byte throws, and says which it is")
    func zeroByte() {
        let error = #expect(throws: PostgresError.self) { try PostgresArguments([.value("fine"), .value("cut\0here")]) }
        #expect(error == .invalidParameter("the text for $2 holds a zero byte, which PostgreSQL can't store"))
    }

    @Test("More than the protocol counts throw")
    func tooMany() {
        #expect(throws: PostgresError.self) { try PostgresArguments(Array(repeating: .value(1), count: 65_536)) }
    }

    @Test("Infinite timestamps stay infinite", arguments: [Int64.min, .max, 0, -1, 946_684_800_000_000])
    func timestamps(microseconds: Int64) {
        var bytes: [UInt8] = []
        let timestamp = PostgresTimestamp(microsecondsSince1970: microseconds)
        timestamp.encode(into: &bytes)
        #expect(bytes.withUnsafeBytes { PostgresTimestamp.decode($0, of: .timestamptz) } == timestamp)
    }
}
