import RawHTTP2
import Testing

@testable import ExtensionGRPC

struct MessageAssemblerTests {
    private static let messages = [[], [1], [2, 2, 2, 2, 2], [], [UInt8](repeating: 3, count: 23)]
    private static let stream = messages.enumerated().flatMap { lengthPrefixed($1, compressed: $0 == 2) }

    /// Wherever DATA is cut in three, prefixes and empty messages included.
    @Test(arguments: 0...stream.count)
    func messagesDoNotDependOnHowTheyAreCut(_ first: Int) throws {
        for second in first...Self.stream.count {
            var received = Received()
            for chunk in [Self.stream[..<first], Self.stream[first..<second], Self.stream[second...]] { try received.take(Array(chunk)) }
            #expect(received.messages == Self.messages, "cut at \(first) and \(second)")
            #expect(received.compressed == [false, false, true, false, false])
            #expect(!received.assembler.isMidMessage)
        }
    }

    @Test func messagesComeByteByByte() throws {
        var received = Received()
        for byte in Self.stream { try received.take([byte]) }
        #expect(received.messages == Self.messages)
    }

    @Test func anUnfinishedMessageIsCounted() throws {
        var received = Received()
        try received.take([0, 0, 0])
        #expect(received.assembler.isMidMessage)
        #expect(received.assembler.bufferedBytes == 3)
        try received.take([0, 9, 1, 2])
        #expect(received.assembler.bufferedBytes == 7)
        #expect(received.messages.isEmpty)
    }

    @Test func theLimitIsTheLongestMessageThatPasses() throws {
        var received = Received(limit: 23)
        try received.take(Self.stream)
        #expect(received.messages.last?.count == 23)
        var refused = Received(limit: 22)
        #expect(throws: RPCError.self) { try refused.take(Self.stream) }
        #expect(refused.messages.count == 4)
    }

    /// The length alone decides: nothing of the message is waited for, however it's cut.
    @Test(arguments: 1...5)
    func aTooLongMessageIsRefusedBeforeItsBytesCome(_ cut: Int) {
        let prefix: [UInt8] = [0, 0xFF, 0xFF, 0xFF, 0xFF]
        var received = Received()
        let error = #expect(throws: RPCError.self) {
            try received.take(Array(prefix[..<cut]))
            try received.take(Array(prefix[cut...]))
        }
        #expect(error?.status.code == .resourceExhausted)
    }

    @Test func unknownFlagsAreRefused() {
        var received = Received()
        let error = #expect(throws: RPCError.self) { try received.take([2, 0, 0, 0, 0]) }
        #expect(error?.status.code == .internalError)
    }
}

private struct Received {
    var limit = 1 << 20
    var assembler = MessageAssembler()
    var messages: [[UInt8]] = []
    var compressed: [Bool] = []

    mutating func take(_ chunk: [UInt8]) throws(RPCError) {
        var messages: [(Bool, [UInt8])] = []
        defer {
            self.messages += messages.map(\.1)
            compressed += messages.map(\.0)
        }
        try chunk.withUnsafeBufferPointer { (bytes) throws(RPCError) in
            try assembler.receive(UnsafeRawBufferPointer(bytes), limit: limit) { (isCompressed, message) throws(RPCError) in
                messages.append((isCompressed, Array(message)))
            }
        }
    }
}
