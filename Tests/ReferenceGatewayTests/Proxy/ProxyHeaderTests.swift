import NIOCore
import Testing

@testable import ReferenceGateway

@Suite struct ProxyHeaderTests {
    private static func read(_ bytes: some Collection<UInt8>) throws -> ProxyHeader? {
        try ProxyHeader.read(ByteBuffer(bytes: bytes).readableBytesView)
    }

    private static func describe(_ header: ProxyHeader?) -> String? {
        header.map { header in
            guard let addresses = header.addresses else { return "nobody" }
            return [addresses.peer, addresses.local].map { "\($0.ipAddress ?? "") \($0.port ?? 0)" }.joined(separator: " ")
        }
    }

    private static func version2(_ command: UInt8, _ family: UInt8, _ content: [UInt8], length: UInt16? = nil) -> [UInt8] {
        let length = length ?? UInt16(content.count)
        return [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a] + Array("QUIT\n".utf8)
            + [command, family, UInt8(length >> 8), UInt8(truncatingIfNeeded: length)] + content
    }

    private static let version4: [UInt8] = [192, 0, 2, 1, 192, 0, 2, 2, 0x9c, 0x40, 0x1f, 0x39]
    private static let version6: [UInt8] =
        [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1] + [UInt8](repeating: 0, count: 15) + [1, 0, 1, 0, 2]

    private static let headers: [([UInt8], String)] = [
        (Array("PROXY TCP4 192.0.2.1 192.0.2.2 40000 7993\r\n".utf8), "192.0.2.1 40000 192.0.2.2 7993"),
        (Array("PROXY TCP6 2001:DB8::1 ::1 1 65535\r\n".utf8), "2001:db8::1 1 ::1 65535"),
        (Array("PROXY UNKNOWN\r\n".utf8), "nobody"),
        (Array("PROXY UNKNOWN ffff::1 whatever 1 2\r\n".utf8), "nobody"),
        (version2(0x21, 0x11, version4), "192.0.2.1 40000 192.0.2.2 7993"),
        (version2(0x21, 0x11, version4 + [4, 0, 1, 7]), "192.0.2.1 40000 192.0.2.2 7993"),
        (version2(0x21, 0x21, version6), "2001:db8::1 1 ::1 2"),
        (version2(0x20, 0x11, version4), "nobody"), (version2(0x20, 0, []), "nobody"),
        (version2(0x21, 0, [1, 2, 3]), "nobody"), (version2(0x21, 0x31, [UInt8](repeating: 0, count: 216)), "nobody"),
    ]

    @Test(arguments: headers) func headersAreRead(bytes: [UInt8], expected: String) throws {
        let header = try Self.read(bytes + Array("hello".utf8))
        #expect(header?.byteCount == bytes.count)
        #expect(Self.describe(header) == expected)
    }

    @Test(arguments: headers) func everyBeginningWaitsForTheRest(bytes: [UInt8], expected: String) throws {
        for count in 0..<bytes.count { #expect(try Self.read(bytes.prefix(count)) == nil) }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n", ProxyProtocolError.missing), ("PROXX", .missing), ("\u{16}\u{3}\u{1}", .missing),
        ("PROXY TCP4 192.0.2.1 192.0.2.2 40000 7993\n", .malformed), ("PROXY \r\n", .malformed), ("PROXY TCP4\r\n", .malformed),
        ("PROXY TCP4 ::1 ::1 1 2\r\n", .malformed), ("PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n", .malformed),
        ("PROXY TCP4 192.0.2.1 192.0.2.2 65536 1\r\n", .malformed), ("PROXY TCP4 192.0.2.1 192.0.2.2 -1 1\r\n", .malformed),
        ("PROXY TCP4  192.0.2.1 192.0.2.2 1 1\r\n", .malformed), ("PROXY TCP4 192.0.2.1 192.0.2.2 1 1 1\r\n", .malformed),
        ("PROXY TCP6 fe80::1%1 ::1 1 2\r\n", .malformed), ("PROXY TCP4 192.0.2.1 192.0.2.2 \u{663} 1\r\n", .malformed),
        ("PROXY UNKNOWN " + String(repeating: "x", count: 93), .tooLong),
    ])
    func otherTextIsNoHeader(text: String, error: ProxyProtocolError) {
        #expect(throws: error) { try Self.read(text.utf8) }
    }

    @Test(arguments: [
        (version2(0x31, 0x11, version4), ProxyProtocolError.malformed), (version2(0x22, 0x11, version4), .malformed),
        (version2(0x21, 0x13, version4), .malformed), (version2(0x21, 0x41, version4), .malformed),
        (version2(0x21, 0x11, Array(version4.dropLast())), .malformed), (version2(0x21, 0x21, version4), .malformed),
        (version2(0x21, 0x11, [], length: 4081), .tooLong), (version2(0x21, 0x11, [], length: .max), .tooLong),
    ])
    func otherBytesAreNoHeader(bytes: [UInt8], error: ProxyProtocolError) {
        #expect(throws: error) { try Self.read(bytes) }
    }
}
