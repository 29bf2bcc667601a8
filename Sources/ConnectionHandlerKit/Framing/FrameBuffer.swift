package import NIOCore

/// The bytes of one device that aren't a whole frame yet, and the decoder that finds frames in them. Does no IO.
package struct FrameBuffer<Decoder: NIOSingleStepByteToMessageDecoder> {
    private var decoder: Decoder
    private var buffer = ByteBuffer()
    /// What may be left when the decoder wants more; no decoder can lift it.
    private let limit: Int

    package init(_ decoder: Decoder, limit: Int) {
        self.decoder = decoder
        self.limit = limit
    }

    package mutating func append(_ bytes: [UInt8]) {
        if buffer.readableBytes == 0 {
            buffer = ByteBuffer(bytes: bytes)
        } else {
            buffer.discardReadBytes()
            buffer.writeBytes(bytes)
        }
    }

    /// The next frame; nil when it isn't there as a whole.
    package mutating func next() throws -> Decoder.InboundOut? {
        guard buffer.readableBytes > 0 else {
            // An idle device keeps no memory of what it has sent.
            buffer = ByteBuffer()
            return nil
        }
        if let frame = try decoder.decode(buffer: &buffer) { return frame }
        guard buffer.readableBytes <= limit else { throw FramingError.bufferFull(limit: limit) }
        return nil
    }

    /// The next frame of a device that sends no more. It is asked for until there is none, and once where there are no bytes either.
    mutating func last() throws -> Decoder.InboundOut? { try decoder.decodeLast(buffer: &buffer, seenEOF: true) }

    /// Whether ``last()`` is to be asked again.
    var hasBytes: Bool { buffer.readableBytes > 0 }
}
