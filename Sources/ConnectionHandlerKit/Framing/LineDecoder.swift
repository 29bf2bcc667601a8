public import NIOCore

/// Lines that end with LF or CR LF, as text without their end. What isn't UTF-8 is repaired with U+FFFD.
public struct LineDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// A line, without its end.
    public typealias InboundOut = String

    private var frames: DelimiterDecoder

    /// Refuses a line of more than `maximumLength` bytes, a CR at its end included (``FramingError``).
    public init(maximumLength: Int) { frames = DelimiterDecoder([UInt8(ascii: "\n")], maximumLength: maximumLength) }

    /// The next line; nil while it has no end.
    public mutating func decode(buffer: inout ByteBuffer) throws -> String? {
        guard let line = try frames.decode(buffer: &buffer) else { return nil }
        let bytes = line.readableBytesView
        return String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
    }

    /// The next whole line: what has no end isn't one.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> String? { try decode(buffer: &buffer) }
}
