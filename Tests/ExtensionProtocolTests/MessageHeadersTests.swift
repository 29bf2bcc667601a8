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
}
