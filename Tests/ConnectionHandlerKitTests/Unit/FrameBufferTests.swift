import NIOCore
import Testing

@testable import ConnectionHandlerKit

/// The kit's buffer around a decoder.
struct FrameBufferTests {
    /// Wants more, always.
    private struct Glutton: NIOSingleStepByteToMessageDecoder {
        typealias InboundOut = Never
        mutating func decode(buffer: inout ByteBuffer) throws -> Never? { nil }
        mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Never? { nil }
    }

    @Test func noDecoderLiftsTheLimit() throws {
        var frames = FrameBuffer(Glutton(), limit: 5)
        frames.append([1, 2, 3])
        #expect(try frames.next() == nil)
        frames.append([4, 5])
        #expect(try frames.next() == nil)
        frames.append([6])
        #expect(throws: FramingError.bufferFull(limit: 5)) { try frames.next() }
    }

    @Test func whatIsFramedDoesNotCount() throws {
        var frames = FrameBuffer(LineDecoder(maximumLength: 5), limit: 5)
        frames.append(Array(String(repeating: "a\n", count: 100).utf8))
        for _ in 0..<100 { #expect(try frames.next() == "a") }
        #expect(try frames.next() == nil)
    }

    @Test func whatIsFramedIsLetGoOf() throws {
        struct Capacity: NIOSingleStepByteToMessageDecoder {
            mutating func decode(buffer: inout ByteBuffer) throws -> Int? { buffer.readBytes(length: buffer.readableBytes)?.count }
            mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Int? { buffer.storageCapacity }
        }
        var frames = FrameBuffer(Capacity(), limit: 100_000)
        frames.append(Array(repeating: 0, count: 50_000))
        #expect(try frames.next() == 50_000)
        #expect(try frames.next() == nil)
        #expect(try frames.last() == 0)
    }

    @Test func theLastBytesAreTheDecodersToJudge() throws {
        struct ToTheEnd: NIOSingleStepByteToMessageDecoder {
            mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? { nil }
            mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? {
                buffer.readSlice(length: buffer.readableBytes)
            }
        }
        var frames = FrameBuffer(ToTheEnd(), limit: 100)
        frames.append(Array("abc".utf8))
        #expect(try frames.next() == nil)
        #expect(try frames.last() == ByteBuffer(string: "abc"))
        #expect(!frames.hasBytes)
    }
}
