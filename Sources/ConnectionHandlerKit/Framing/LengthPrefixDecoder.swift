public import NIOCore

/// Frames behind a number that says how long they are, which is cut off.
public struct LengthPrefixDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// A frame, without its length.
    public typealias InboundOut = ByteBuffer

    private let prefixLength: Int
    private let endianness: Endianness
    private let maximumLength: Int

    /// The number takes 1 to 8 bytes and counts what follows it. Refuses a frame of more than `maximumLength` bytes (``FramingError``).
    public init(prefixLength: Int, endianness: Endianness = .big, maximumLength: Int) {
        precondition((1...8).contains(prefixLength), "a length takes 1 to 8 bytes")
        self.prefixLength = prefixLength
        self.endianness = endianness
        self.maximumLength = maximumLength
    }

    /// The next frame; nil while it isn't there as a whole.
    public mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? {
        guard let length = length(in: buffer) else { return nil }
        guard length <= UInt64(maximumLength) else { throw FramingError.frameTooLong(limit: maximumLength) }
        guard buffer.readableBytes - prefixLength >= Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: prefixLength)
        return buffer.readSlice(length: Int(length))
    }

    private func length(in buffer: ByteBuffer) -> UInt64? {
        guard let bytes = buffer.viewBytes(at: buffer.readerIndex, length: prefixLength) else { return nil }
        return switch endianness {
        case .big: bytes.reduce(0) { $0 << 8 | UInt64($1) }
        case .little: bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// The next whole frame.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? { try decode(buffer: &buffer) }
}
