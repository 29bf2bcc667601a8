import Testing

@testable import ExtensionPostgres

@Suite("Arrays in binary format")
struct PostgresArrayTests {
    @Test("What is encoded is decoded again, NULLs too")
    func roundTrip() {
        let texts: [String?] = ["a", nil, "", "温室"]
        #expect(decode(PostgresArray.encode(texts)) == texts)
        let numbers: [Int64?] = [.min, nil, .max]
        #expect(decode(PostgresArray.encode(numbers)) == numbers)
        #expect(decode(PostgresArray.encode([Bool?]())) == [Bool?]())
    }

    @Test("The format is the server's")
    func bytes() {
        let expected: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 21, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 255, 255, 255, 255]
        #expect(PostgresArray.encode([Int16(258), nil]) == expected)
    }

    @Test("An array that is cut, or made of anything else, is none")
    func malformed() {
        let whole = PostgresArray.encode(["abc", "d"])
        for count in 0..<whole.count { #expect(decode(Array(whole.prefix(count))) as [String?]? == nil, "\(count) bytes") }
        #expect(decode(whole) as [Int32?]? == nil)
        var twoDimensions = whole
        twoDimensions[3] = 2
        #expect(decode(twoDimensions) as [String?]? == nil)
        var endless = whole
        endless.replaceSubrange(12..<16, with: [0x7F, 0xFF, 0xFF, 0xFF])
        #expect(decode(endless) as [String?]? == nil)
    }

    private func decode<Element: PostgresScalar>(_ bytes: [UInt8]) -> [Element?]? {
        bytes.withUnsafeBytes { PostgresArray.decode($0) }
    }
}
