import ExtensionProtocol
import Testing

@Suite("Message headers")
struct MessageHeadersTests {
    @Test func readAndWriteByName() {
        var headers: MessageHeaders = ["username": "alice", "protocol": "mqtt"]
        #expect(headers["username"] == "alice")
        #expect(headers["peerhost"] == nil)
        headers["peerhost"] = "127.0.0.1"
        headers["username"] = "bob"
        headers["protocol"] = nil
        headers["nothing"] = nil
        #expect(Array(headers) == [MessageHeader(name: "username", value: "bob"), MessageHeader(name: "peerhost", value: "127.0.0.1")])
        #expect(headers.count == 2)
    }

    @Test func lastOfALiteralWins() {
        let headers: MessageHeaders = ["a": "1", "b": "2", "a": "3"]
        #expect(headers.map(\.value) == ["3", "2"])
    }

    @Test func allowPublish() {
        var message = Message(topic: "t")
        #expect(message.allowsPublish)
        message.allowsPublish = false
        #expect(message.headers["allow_publish"] == "false")
        #expect(!message.allowsPublish)
        message.allowsPublish = true
        #expect(message.headers["allow_publish"] == "true")
    }

    @Test func anEventForwardsItsMessage() {
        let message = Message(id: "i", qos: .atLeastOnce, from: "f", topic: "t", payload: [1], timestamp: 2, headers: ["a": "b"])
        let event = MessagePublish(message: message)
        #expect(event.id == "i" && event.qos == .atLeastOnce && event.from == "f" && event.topic == "t")
        #expect(event.payload == [1] && event.timestamp == 2 && event.headers == ["a": "b"])
    }

    /// Whatever length the wire has to tell: of the text, and of the entry around it.
    @Test(arguments: [0, 1, 120, 127, 128, 300, 16_383, 20_000])
    func headersOfAnyLengthComeBack(_ length: Int) throws {
        var message = Message(topic: "t")
        message.headers["username"] = String(repeating: "a", count: length)
        message.headers[String(repeating: "b", count: length)] = "ü"
        let bytes = message.encoded()
        #expect(bytes.count == message.encodedSize())
        #expect(try bytes.withUnsafeBytes { try Message(decoding: $0) } == message)
    }
}
