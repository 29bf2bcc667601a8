import RawHTTP2
import Testing

@testable import ExtensionGRPC

struct MessageOutboxTests {
    private static let messages = [[], [1, 2, 3], [UInt8](repeating: 9, count: 100), []].map { lengthPrefixed($0) }

    @Test func aMessageHasItsPrefixInFront() {
        let message = MessageOutbox.message(byteCount: 3) { $0.copyBytes(from: [7, 8, 9]) }
        #expect(message == [0, 0, 0, 0, 3, 7, 8, 9])
    }

    /// Whatever room nghttp2 offers, the bytes are the messages', and the last read says that it is the last.
    @Test(arguments: 1...130)
    func messagesAreReadInPieces(_ room: Int) {
        var outbox = MessageOutbox()
        for message in Self.messages { outbox.append(message) }
        outbox.finish(.ok, metadata: [:])
        var read: [UInt8] = []
        var isLast = false
        while !isLast {
            let (bytes, result) = outbox.read(room)
            read += bytes
            isLast = result == .last(bytes.count)
            #expect(isLast || result == .bytes(room))
        }
        #expect(read == Self.messages.flatMap(\.self))
        #expect(outbox.queuedBytes == 0)
    }

    @Test func anOutboxThatIsNotFinishedAsksForPatience() {
        var outbox = MessageOutbox()
        #expect(!outbox.hasBegun)
        var results = [outbox.read(10).result]
        outbox.append([1, 2, 3])
        #expect(outbox.hasBegun)
        #expect(outbox.queuedBytes == 3)
        results += [outbox.read(10).result, outbox.read(10).result]
        outbox.finish(.ok, metadata: [:])
        results.append(outbox.read(10).result)
        #expect(results == [.later, .bytes(3), .later, .last(0)])
    }

    @Test(arguments: [0, 3])
    func removedMessagesAreNotRead(_ alreadyRead: Int) {
        var outbox = MessageOutbox()
        outbox.append([1, 2, 3, 4])
        outbox.append([5, 6])
        _ = outbox.read(alreadyRead)
        outbox.removeMessages()
        outbox.finish(RPCStatus(.aborted), metadata: [:])
        #expect(outbox.read(100).result == .last(0))
        #expect(outbox.queuedBytes == 0)
    }

    /// Whatever the status is.
    @Test func anEndComesAfterTheQueuedMessages() {
        var outbox = MessageOutbox()
        outbox.append([1, 2])
        outbox.append([3])
        outbox.finish(RPCStatus(.aborted), metadata: [:])
        let (bytes, result) = outbox.read(100)
        #expect(bytes == [1, 2, 3])
        #expect(result == .last(3))
    }

    /// Short messages fill it by their number: nobody may have a loop busy with one call's.
    @Test(arguments: [(1, 257), (200, 257), (1000, 66), (65_536, 1)])
    func manyBytesOrManyMessagesFillIt(_ byteCount: Int, _ messages: Int) {
        var outbox = MessageOutbox()
        var count = 0
        while !outbox.isFull {
            outbox.append([UInt8](repeating: 0, count: byteCount))
            count += 1
        }
        #expect(count == messages)
        _ = outbox.read(byteCount)
        #expect(!outbox.isFull)
    }

    @Test func aCompressedMessageIsMarkedAndDecompresses() throws {
        let plain = [UInt8](repeating: 5, count: 5000)
        let message = MessageOutbox.gzip(lengthPrefixed(plain))
        #expect(message[0] == 1)
        #expect(Int(message[1..<5].bigEndianValue) == message.count - 5)
        let unpacked = try message[5...].withUnsafeBytes { try Gzip.decompress($0, limit: 5000) }
        #expect(unpacked == plain)
    }
}

extension MessageOutbox {
    fileprivate mutating func read(_ room: Int) -> (bytes: [UInt8], result: Read) {
        var result = Read.later
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            result = read(into: UnsafeMutableRawBufferPointer(buffer))
            switch result {
            case .bytes(let written), .last(let written): count = written
            case .later: count = 0
            }
        }
        return (bytes, result)
    }
}
