public import NIOCore

/// Bytes as the gateway took them off the socket: datagrams with UDP and DTLS, pieces of any length with TCP and TLS.
public struct UnframedDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// A datagram, or a piece of a stream.
    public typealias InboundOut = ByteBuffer

    /// Creates the decoder.
    public init() {}

    /// All bytes that there are; nil where there are none.
    public mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? {
        buffer.readableBytes > 0 ? buffer.readSlice(length: buffer.readableBytes) : nil
    }

    /// The same.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? { try decode(buffer: &buffer) }
}
