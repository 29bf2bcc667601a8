import ExtensionProtocol
import Testing

@Suite("Protobuf's rules for repeated, split and unknown fields")
struct ProtobufSemanticsTests {
    @Test func lastScalarWins() throws {
        let message = try Message(decoding: [0x0a, 1, 97, 0x18, 1, 0x0a, 1, 98, 0x18, 2])
        #expect(message.node == "b")
        #expect(message.qos == .exactlyOnce)
    }

    @Test func splitSubmessagesAreMerged() throws {
        let bytes: [UInt8] = [0x0a, 3, 0x0a, 1, 97, 0x12, 3, 0x0a, 1, 110, 0x0a, 3, 0x2a, 1, 116, 0x12, 3, 0x12, 1, 118]
        let (event, broker) = try MessagePublish.decode(bytes, version: .v3)
        #expect(event.message == Message(node: "a", topic: "t"))
        #expect(broker == BrokerMetadata(node: "n", version: "v"))
    }

    @Test func lastMemberOfAOneofWins() throws {
        #expect(try ValuedResponse(decoding: [0x22, 3, 0x2a, 1, 116, 0x18, 1]).value == .bool(true))
        #expect(try ValuedResponse(decoding: [0x18, 1, 0x22, 3, 0x2a, 1, 116]).value == .message(Message(topic: "t")))
    }

    @Test func twoMessagesOfAOneofAreMerged() throws {
        let merged = try ValuedResponse(decoding: [0x22, 3, 0x0a, 1, 97, 0x22, 3, 0x2a, 1, 116])
        #expect(merged.value == .message(Message(node: "a", topic: "t")))
        let interrupted = try ValuedResponse(decoding: [0x22, 3, 0x0a, 1, 97, 0x18, 1, 0x22, 3, 0x2a, 1, 116])
        #expect(interrupted.value == .message(Message(topic: "t")))
    }

    @Test func falseInAOneofIsAValue() throws {
        #expect(try ValuedResponse(decoding: [0x18, 0]).value == .bool(false))
        #expect(try ValuedResponse(decoding: []).value == nil)
    }

    @Test func numbersAreTruncatedAndAnyBitIsTrue() throws {
        let truncated = try Message(decoding: [0x18, 0x82, 0x80, 0x80, 0x80, 0x10])
        #expect(truncated.qos == .exactlyOnce)
        let (event, _) = try ClientAuthenticate.decode([0x10, 0x80, 0x80, 0x80, 0x80, 0x10], version: .v3)
        #expect(event.priorResult)
        #expect(try ValuedResponse(decoding: [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]).type == -1)
    }

    @Test func bitsBeyondTheSixtyFourthAreDropped() throws {
        let bytes: [UInt8] = [0x38] + Array(repeating: 0xff, count: 9) + [0x7f]
        #expect(try Message(decoding: bytes).timestamp == UInt64.max)
    }

    @Test func unknownFieldsAreSkipped() throws {
        let unknown: [UInt8] =
            [0xf8, 0x01, 0x80, 0x01] + [0xf9, 0x01, 1, 2, 3, 4, 5, 6, 7, 8] + [0xfa, 0x01, 2, 0xff, 0xff]
            + [0xfb, 0x01, 0x08, 0x01, 0x13, 0x14, 0xfc, 0x01] + [0xfd, 0x01, 1, 2, 3, 4]
        let message = try Message(decoding: unknown + [0x2a, 1, 116] + unknown)
        #expect(message == Message(topic: "t"))
    }

    @Test func knownFieldsOfAnotherWireTypeAreSkipped() throws {
        let message = try Message(decoding: [0x08, 5, 0x1a, 1, 2, 0x2d, 1, 2, 3, 4, 0x2a, 1, 116])
        #expect(message == Message(topic: "t"))
    }

    @Test func fieldsOfLaterVersionsAreSkipped() throws {
        #expect(try ConnectionInfo(decoding: [0x48, 1], version: .v1).peerPort == 0)
        #expect(try ConnectionInfo(decoding: [0x48, 1], version: .v2).peerPort == 1)
        #expect(try ClientInfo(decoding: [0x68, 1], version: .v1).peerPort == 0)
        #expect(try ClientInfo(decoding: [0x68, 1], version: .v2).peerPort == 1)
        #expect(try SubscriptionOptions(decoding: [0x12, 1, 97], version: .v2).share == "a")
        #expect(try SubscriptionOptions(decoding: [0x12, 1, 97], version: .v3).share == "")
        let property: [UInt8] = [0x22, 3, 0x0a, 1, 97]
        #expect(try ClientConnect.decode(property, version: .v2).event.userProperties == [])
        #expect(try ClientConnect.decode(property, version: .v3).event.userProperties == [Property(name: "a", value: "")])
        #expect(try MessagePublish.decode(property, version: .v2).event.userProperties == [])
        #expect(try MessagePublish.decode([0x1a, 3, 0x0a, 1, 97], version: .v2).event.properties == [])
        #expect(try ClientSubscribe.decode([0x2a, 3, 0x0a, 1, 97], version: .v2).event.userProperties == [])
        #expect(try ClientConnack.decode([0x2a, 3, 0x0a, 1, 97], version: .v2).event.userProperties == [])
    }

    @Test func mapEntries() throws {
        let entries: [UInt8] =
            [0x42, 3, 0x0a, 1, 97] + [0x42, 3, 0x12, 1, 98] + [0x42, 6, 0x12, 1, 49, 0x0a, 1, 120] + [0x42, 6, 0x0a, 1, 120, 0x12, 1, 50]
        let (event, _) = try MessageDropped.decode([0x0a, UInt8(entries.count)] + entries, version: .v3)
        #expect(Array(event.message.headers) == [.init(name: "a", value: ""), .init(name: "", value: "b"), .init(name: "x", value: "2")])
    }

    @Test func lastOfTwoEqualHeadersWins() throws {
        let entries: [UInt8] = [0x42, 6, 0x0a, 1, 120, 0x12, 1, 49] + [0x42, 6, 0x0a, 1, 120, 0x12, 1, 50]
        let (event, _) = try MessageDelivered.decode([0x12, UInt8(entries.count)] + entries, version: .v3)
        #expect(event.message.headers == ["x": "2"])
    }

    @Test func emptyMapKeysAndValuesAreWritten() {
        #expect(Message(topic: "", headers: ["": ""]).encoded() == [0x42, 4, 0x0a, 0, 0x12, 0])
    }

    @Test(arguments: [3, 8, 9, 5000])
    func lastOfManyEqualHeadersWins(_ count: Int) throws {
        var message = Message()
        message.headers.storage = (0..<count).map { MessageHeader(name: "h\($0 % 3)", value: "\($0)") }
        let bytes = ValuedResponse(.proceed, value: .message(message)).encoded()
        guard case .message(let decoded) = try ValuedResponse(decoding: bytes).value else { throw WireError.truncated }
        #expect(decoded.headers.map(\.name) == ["h0", "h1", "h2"])
        #expect(decoded.headers.map(\.value) == (0..<3).map { rest in "\((0..<count).last { $0 % 3 == rest }!)" })
    }

    @Test func defaultsAreNotWritten() {
        #expect(Message().encoded() == [])
        #expect(ValuedResponse().encoded() == [])
    }
}
