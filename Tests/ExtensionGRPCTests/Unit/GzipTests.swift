import Testing

@testable import ExtensionGRPC

struct GzipTests {
    @Test(arguments: [0, 1, 100, 65_535, 65_536, 1_000_000])
    func bytesComeBack(_ count: Int) throws {
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let compressed = plain.withUnsafeBytes { Gzip.compress($0) }
        #expect(try decompress(compressed, limit: count) == plain)
    }

    /// A thousandfold: 64 MiB of zeros in 64 KiB. The limit holds long before all of it is there.
    @Test func aBombIsStoppedAtTheLimit() {
        let bomb = [UInt8](repeating: 0, count: 64 << 20).withUnsafeBytes { Gzip.compress($0) }
        #expect(bomb.count < 128 << 10)
        let error = #expect(throws: RPCError.self) { try decompress(bomb, limit: 1 << 20) }
        #expect(error?.status.code == .resourceExhausted)
    }

    @Test func oneByteOverTheLimitIsTooLong() {
        let compressed = [UInt8](repeating: 7, count: 1001).withUnsafeBytes { Gzip.compress($0) }
        #expect(throws: RPCError.self) { try decompress(compressed, limit: 1000) }
    }

    @Test func damagedBytesAreRefused() {
        let compressed = Array("a message of some length".utf8).withUnsafeBytes { Gzip.compress($0) }
        var flipped = compressed
        flipped[compressed.count - 6] ^= 1
        let damaged = [[], Array("not gzip".utf8), Array(compressed.dropLast()), Array(compressed.prefix(12)), compressed + [0], flipped]
        for bytes in damaged {
            let error = #expect(throws: RPCError.self) { try decompress(bytes, limit: 1 << 20) }
            #expect(error?.status.code == .internalError)
        }
    }

    private func decompress(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        try bytes.withUnsafeBytes { try Gzip.decompress($0, limit: limit) }
    }
}
