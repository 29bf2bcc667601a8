import ConnectionHandlerKit
public import NIOCore

/// Checks that a decoder finds the same frames however its input is cut into pieces, as a network may cut it anywhere.
public enum DecoderVerifier {
    /// Feeds `input` to fresh decoders: as a whole, byte by byte, and cut in two at every place. Throws ``DecoderFailure`` for the first
    /// way that doesn't give `frames`, and what a decoder throws.
    public static func verify<Decoder: NIOSingleStepByteToMessageDecoder>(
        _ makeDecoder: () -> Decoder,
        input: some Sequence<UInt8>,
        frames: [Decoder.InboundOut]
    ) throws where Decoder.InboundOut: Equatable {
        let input = Array(input)
        try verify(makeDecoder(), [input], frames, "as a whole")
        try verify(makeDecoder(), input.map { [$0] }, frames, "byte by byte")
        for place in input.indices.dropFirst() {
            try verify(makeDecoder(), [Array(input[..<place]), Array(input[place...])], frames, "cut before byte \(place)")
        }
    }

    private static func verify<Decoder: NIOSingleStepByteToMessageDecoder>(
        _ decoder: Decoder,
        _ pieces: [[UInt8]],
        _ expected: [Decoder.InboundOut],
        _ way: String
    ) throws where Decoder.InboundOut: Equatable {
        var buffer = FrameBuffer(decoder, limit: .max)
        var frames: [Decoder.InboundOut] = []
        for piece in pieces {
            buffer.append(piece)
            while let frame = try buffer.next() { frames.append(frame) }
        }
        guard frames != expected else { return }
        throw DecoderFailure(description: "With the input \(way) the frames are \(frames), and not \(expected).")
    }
}

/// A decoder doesn't find the frames that it should.
public struct DecoderFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// How the input was cut, and what came of it.
    public let description: String
}
