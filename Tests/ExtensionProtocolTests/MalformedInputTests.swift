import ExtensionProtocol
import SeededRandom
import Testing

@Suite("Malformed input is an error, never a crash")
struct MalformedInputTests {
    @Test(
        arguments: [
            ("tag without a value", [0x08], .truncated),
            ("varint that ends too early", [0x08, 0x80], .truncated),
            ("varint of eleven bytes", [0x08] + Array(repeating: 0x80, count: 10) + [0x01], .malformedVarint),
            ("tag that ends too early", [0x88], .truncated),
            ("tag of six bytes", [0x88, 0x80, 0x80, 0x80, 0x80, 0x00], .malformedVarint),
            ("tag of more than 32 bits", [0x88, 0x80, 0x80, 0x80, 0x10], .malformedVarint),
            ("field number 0", [0x00, 0x00], .malformedTag),
            ("wire type 6", [0x0e, 0x00], .malformedTag),
            ("wire type 7", [0x0f, 0x00], .malformedTag),
            ("length beyond the end", [0x0a, 0x02, 0x61], .truncated),
            ("length of 64 bits", [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], .truncated),
            ("fixed64 that ends too early", [0x79, 1, 2, 3, 4, 5, 6, 7], .truncated),
            ("fixed32 that ends too early", [0x7d, 1, 2, 3], .truncated),
            ("group that doesn't end", [0x7b, 0x08, 0x01], .truncated),
            ("group that ends by another number", [0x7b, 0x84, 0x01], .unbalancedGroup),
            ("end of no group", [0x7c], .unbalancedGroup),
            ("broken submessage", [0x0a, 0x01, 0x0a], .truncated),
        ] as [(String, [UInt8], WireError)]
    )
    func error(_ name: String, _ bytes: [UInt8], _ error: WireError) {
        #expect(throws: error) { try MessagePublish.decode(bytes, version: .v3) }
    }

    @Test(arguments: [[0x0a, 2, 97], [0x32, 1], [0x0a, 3, 97, 98]] as [[UInt8]])
    func textAndBytesEndWithinTheMessage(_ bytes: [UInt8]) {
        #expect(throws: WireError.truncated) { try Message(decoding: bytes) }
    }

    @Test func nestedGroupsAreLimited() throws {
        let start = Array(repeating: 0x7b as UInt8, count: 100)
        let end = Array(repeating: 0x7c as UInt8, count: 100)
        #expect(try EmptySuccess(decoding: start + end) == EmptySuccess())
        #expect(throws: WireError.tooManyGroups) { try EmptySuccess(decoding: [0x7b] + start + end + [0x7c]) }
    }

    @Test(arguments: ExHookVersion.allCases)
    func everyPrefixAndEveryFlippedByte(_ version: ExHookVersion) {
        var values = RandomValues(seed: 7, version: version)
        let event = ClientSubscribe(
            client: values.client(),
            properties: [values.property(), values.property()],
            subscriptions: [values.subscription(), values.subscription()],
            userProperties: [values.property()]
        )
        let bytes = event.encoded(broker: values.broker(), version: version)
        for count in 0..<bytes.count { _ = try? ClientSubscribe.decode(Array(bytes[..<count]), version: version) }
        for index in bytes.indices {
            var broken = bytes
            broken[index] ^= 0xff
            _ = try? ClientSubscribe.decode(broken, version: version)
        }
        #expect((try? ClientSubscribe.decode(bytes, version: version).event) == event)
    }

    @Test func randomBytes() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? MessageDelivered.decode(bytes, version: .v2)
            _ = try? ValuedResponse(decoding: bytes)
            _ = try? ReceivedMessagesRequest(decoding: bytes)
        }
    }

    @Test func invalidTextIsReplaced() throws {
        let (event, _) = try ClientConnected.decode([0x0a, 0x06, 0x12, 0x04, 0x61, 0xff, 0xc3, 0x62], version: .v3)
        #expect(event.client.clientID == "a\u{fffd}\u{fffd}b")
    }
}
