/// What follows a segment's header, one behind the other: records and marks. Integers are little-endian.
///
/// | Offset | Bytes | |
/// |---|---|---|
/// | 0 | 4 | length of the payload; the top bit tells a mark from a record |
/// | 4 | 4 | CRC-32 of the segment's nonce (8 bytes), the frame's offset in the file (8 bytes), the four bytes of the length, and the payload |
/// | 8 | | payload: the record, or the segment's nonce in a mark |
///
/// A mark says that everything before it was on the disk when the mark was written. Each batch but a segment's first begins with one, and
/// a segment that was closed in order ends with one. So bytes that aren't whole frames are the torn end of a write that nobody was told had
/// succeeded; unless a mark comes after them, which proves that they were on the disk and have been damaged since.
enum Frame {
    static let overhead = 8
    /// The largest payload there can be, whatever is configured: a larger length is damage.
    static let maximumPayload = 64 << 20
    static let markBit: UInt32 = 1 << 31

    static func size(of record: [UInt8]) -> Int { overhead + record.count }

    static func checksum(_ payload: UnsafeRawBufferPointer, length: UInt32, at offset: Int, nonce: UInt64) -> UInt32 {
        var checksum = Checksum()
        checksum.update(nonce)
        checksum.update(UInt64(offset))
        checksum.update(length)
        checksum.update(payload)
        return checksum.value
    }
}
