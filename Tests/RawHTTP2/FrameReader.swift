/// Cuts the bytes of one direction into frames.
package struct FrameReader {
    private var buffer: [UInt8] = []
    private var offset = 0

    package init() {}

    package mutating func append(_ bytes: [UInt8]) {
        buffer.removeFirst(offset)
        offset = 0
        buffer += bytes
    }

    /// The next whole frame; nil until more bytes come.
    package mutating func next() -> Frame? {
        guard buffer.count - offset >= 9 else { return nil }
        let header = buffer[offset..<(offset + 9)]
        let end = offset + 9 + Int(header.prefix(3).bigEndianValue)
        guard end <= buffer.count else { return nil }
        defer { offset = end }
        return Frame(
            type: buffer[offset + 3],
            flags: Frame.Flags(rawValue: buffer[offset + 4]),
            stream: header.suffix(4).bigEndianValue & 0x7FFF_FFFF,
            payload: Array(buffer[(offset + 9)..<end])
        )
    }
}

extension Collection<UInt8> {
    /// Up to four bytes as a number.
    package var bigEndianValue: UInt32 { reduce(0) { $0 << 8 | UInt32($1) } }
}
