/// The first 32 bytes of a segment. Integers are little-endian.
///
/// | Offset | Bytes | |
/// |---|---|---|
/// | 0 | 8 | `EMQXSPL` and a line feed |
/// | 8 | 4 | version of the format, 1 |
/// | 12 | 8 | sequence number, which the file's name has too; it grows from segment to segment |
/// | 20 | 8 | nonce: random, part of every frame's checksum, so that no block of another file passes for one of this segment |
/// | 28 | 4 | CRC-32 of what is before |
///
/// Frames follow, see `Frame`.
struct SegmentHeader: Hashable, Sendable {
    static let size = 32
    static let version: UInt32 = 1
    static let magic = Array("EMQXSPL\n".utf8)

    var sequence: UInt64
    var nonce: UInt64

    var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: sequence)
        bytes.append(littleEndian: nonce)
        bytes.append(littleEndian: Checksum.of(bytes))
        return bytes
    }

    enum Decoded: Hashable {
        case header(SegmentHeader)
        case unsupported(version: UInt32)
        case damaged
    }

    static func decode(_ bytes: [UInt8]) -> Decoded {
        guard bytes.count >= size, bytes.starts(with: magic) else { return .damaged }
        guard bytes.littleEndian(UInt32.self, at: 28) == Checksum.of(bytes.prefix(28)) else { return .damaged }
        let found = bytes.littleEndian(UInt32.self, at: 8)
        guard found == version else { return .unsupported(version: found) }
        return .header(SegmentHeader(sequence: bytes.littleEndian(at: 12), nonce: bytes.littleEndian(at: 20)))
    }
}
