public import NIOCore

/// Frames of one length.
public struct FixedLengthDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// A frame.
    public typealias InboundOut = ByteBuffer

    private let length: Int

    /// Frames of `length` bytes, at least one.
    public init(length: Int) {
        precondition(length > 0, "a frame has bytes")
        self.length = length
    }

    /// The next frame; nil while it isn't there as a whole.
    public mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? { buffer.readSlice(length: length) }

    /// The next whole frame.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? { try decode(buffer: &buffer) }
}
