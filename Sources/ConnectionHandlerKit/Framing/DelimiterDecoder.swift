public import NIOCore

/// Frames that end with a delimiter, which is cut off.
public struct DelimiterDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// A frame, without its delimiter.
    public typealias InboundOut = ByteBuffer

    private let delimiter: [UInt8]
    private let maximumLength: Int
    /// How many bytes are known to begin no delimiter.
    private var searched = 0

    /// Refuses a frame of more than `maximumLength` bytes before its delimiter (``FramingError``). The delimiter isn't empty.
    public init(_ delimiter: [UInt8], maximumLength: Int) {
        precondition(!delimiter.isEmpty, "a delimiter has bytes")
        self.delimiter = delimiter
        self.maximumLength = maximumLength
    }

    /// The next frame; nil while its delimiter isn't there.
    public mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? {
        guard let length = find(in: buffer) else {
            searched = max(0, buffer.readableBytes - delimiter.count + 1)
            if searched > maximumLength { throw FramingError.frameTooLong(limit: maximumLength) }
            return nil
        }
        searched = 0
        guard length <= maximumLength else { throw FramingError.frameTooLong(limit: maximumLength) }
        let frame = buffer.readSlice(length: length)
        buffer.moveReaderIndex(forwardBy: delimiter.count)
        return frame
    }

    private func find(in buffer: ByteBuffer) -> Int? {
        buffer.withUnsafeReadableBytes { bytes in
            var start = searched
            while let first = bytes[start...].firstIndex(of: delimiter[0]) {
                if bytes[first...].starts(with: delimiter) { return first }
                start = first + 1
            }
            return nil
        }
    }

    /// The next whole frame: what has no delimiter isn't one.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? { try decode(buffer: &buffer) }
}
