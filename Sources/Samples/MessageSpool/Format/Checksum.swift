import CExtensionZlib

/// CRC-32 (that of zlib) over several pieces.
struct Checksum {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), base, bytes.count))
    }

    mutating func update(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.littleEndian) { update($0) } }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var checksum = Checksum()
        Array(bytes).withUnsafeBytes { checksum.update($0) }
        return checksum.value
    }
}
