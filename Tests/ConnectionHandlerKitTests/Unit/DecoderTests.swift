import ConnectionHandlerKit
import ExtensionTestKit
import NIOCore
import Testing

/// Each decoder over every way to cut its input.
struct DecoderTests {
    private func frames(_ texts: String...) -> [ByteBuffer] { texts.map { ByteBuffer(string: $0) } }

    @Test func lines() throws {
        try DecoderVerifier.verify(
            { LineDecoder(maximumLength: 20) },
            input: "one\r\n\ntwo\nä\r\r\nrest".utf8,
            frames: ["one", "", "two", "ä\r"]
        )
        try DecoderVerifier.verify({ LineDecoder(maximumLength: 20) }, input: [0xFF, 10], frames: ["\u{FFFD}"])
    }

    @Test func delimiters() throws {
        let makeDecoder = { DelimiterDecoder(Array("ab".utf8), maximumLength: 10) }
        try DecoderVerifier.verify(makeDecoder, input: "1aab2abab".utf8, frames: frames("1a", "2", ""))
        try DecoderVerifier.verify(
            { DelimiterDecoder(Array("aab".utf8), maximumLength: 10) },
            input: "aaab1aab".utf8,
            frames: frames("a", "1")
        )
    }

    @Test(arguments: [(1, Endianness.big), (2, .big), (3, .little), (4, .little), (8, .big)])
    func lengthPrefixes(_ length: Int, _ endianness: Endianness) throws {
        func prefixed(_ text: String) -> [UInt8] {
            let prefix = Array(repeating: 0, count: length - 1) + [UInt8(text.utf8.count)]
            return (endianness == .big ? prefix : prefix.reversed()) + text.utf8
        }
        try DecoderVerifier.verify(
            { LengthPrefixDecoder(prefixLength: length, endianness: endianness, maximumLength: 5) },
            input: prefixed("abc") + prefixed("") + prefixed("defgh") + [0],
            frames: frames("abc", "", "defgh") + (length == 1 ? frames("") : [])
        )
    }

    /// Whatever a device says, without a limit of the decoder's too.
    @Test func aLengthThatNoFrameHas() throws {
        try DecoderVerifier.verify(
            { LengthPrefixDecoder(prefixLength: 8, maximumLength: .max) },
            input: [0x7F] + Array(repeating: 0xFF, count: 9),
            frames: []
        )
    }

    @Test func fixedLengths() throws {
        try DecoderVerifier.verify({ FixedLengthDecoder(length: 3) }, input: "abcdefgh".utf8, frames: frames("abc", "def"))
    }

    @Test func bytesAreUnframed() throws {
        var decoder = UnframedDecoder()
        var buffer = ByteBuffer(string: "datagram")
        #expect(try decoder.decode(buffer: &buffer) == ByteBuffer(string: "datagram"))
        #expect(try decoder.decode(buffer: &buffer) == nil)
    }

    @Test func framesThatAreTooLongAreRefused() throws {
        func check<Decoder: NIOSingleStepByteToMessageDecoder>(_ makeDecoder: () -> Decoder, _ text: String)
        where Decoder.InboundOut: Equatable {
            #expect(throws: FramingError.frameTooLong(limit: 3)) {
                try DecoderVerifier.verify(makeDecoder, input: text.utf8, frames: [])
            }
        }
        check({ LineDecoder(maximumLength: 3) }, "abcd\n")
        check({ LineDecoder(maximumLength: 3) }, "abcde")
        check({ DelimiterDecoder([0], maximumLength: 3) }, "abcd")
        check({ LengthPrefixDecoder(prefixLength: 1, maximumLength: 3) }, "\u{4}")
        check({ LengthPrefixDecoder(prefixLength: 8, maximumLength: 3) }, "\u{7F}2345678")
    }

    @Test func aDecoderThatDependsOnPiecesIsFoundOut() {
        let failure = #expect(throws: DecoderFailure.self) {
            try DecoderVerifier.verify({ UnframedDecoder() }, input: "ab".utf8, frames: frames("ab"))
        }
        #expect(failure?.description.contains("byte by byte") == true)
    }
}
