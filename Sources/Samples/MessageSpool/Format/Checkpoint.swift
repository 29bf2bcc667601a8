/// The file that remembers how far the records were removed. 32 bytes, integers little-endian:
/// `EMQXSPC` and a line feed, the format's version (4 bytes, 1), sequence (8), offset (8), CRC-32 of what is before (4).
enum Checkpoint {
    static let magic = Array("EMQXSPC\n".utf8)
    static let version: UInt32 = 1
    static let size = 32

    static func encode(_ position: SpoolPosition) -> [UInt8] {
        var bytes = magic
        bytes.append(littleEndian: version)
        bytes.append(littleEndian: position.sequence)
        bytes.append(littleEndian: UInt64(position.offset))
        bytes.append(littleEndian: Checksum.of(bytes))
        return bytes
    }

    /// Nil for what isn't a checkpoint: the records are then read from the oldest.
    static func decode(_ bytes: [UInt8]) -> SpoolPosition? {
        guard bytes.count == size, bytes.starts(with: magic), bytes.littleEndian(UInt32.self, at: 8) == version else { return nil }
        guard bytes.littleEndian(UInt32.self, at: 28) == Checksum.of(bytes.prefix(28)) else { return nil }
        guard let offset = Int(exactly: bytes.littleEndian(UInt64.self, at: 20)) else { return nil }
        return SpoolPosition(sequence: bytes.littleEndian(at: 12), offset: offset)
    }
}
