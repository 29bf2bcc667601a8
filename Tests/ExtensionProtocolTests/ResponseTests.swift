import ExtensionProtocol
import Testing

@Suite("Providers' answers survive the wire")
struct ResponseTests {
    @Test func loaded() throws {
        var values = RandomValues(seed: 5)
        for _ in 0..<100 {
            let response = LoadedResponse(hooks: values.array { HookSpecification(name: $0.text(), topics: $0.array { $0.text() }) })
            #expect(try LoadedResponse(decoding: response.encoded()) == response)
        }
    }

    @Test func valued() throws {
        var values = RandomValues(seed: 6)
        for _ in 0..<100 {
            let value: ValuedResponse.Value = values.bool() ? .bool(values.bool()) : .message(values.message())
            let response = ValuedResponse(.stopAndReturn, value: value)
            #expect(try ValuedResponse(decoding: response.encoded()) == response)
        }
    }

    @Test func unknownFieldsAreSkipped() throws {
        #expect(try LoadedResponse(decoding: [0x10, 1, 0x0a, 5, 0x18, 1, 0x0a, 1, 97]).hooks == [HookSpecification(name: "a")])
        #expect(try ValuedResponse(decoding: [0x12, 1, 97, 0x18, 1]).value == .bool(true))
        #expect(try EmptySuccess(decoding: [0x0a, 1, 97]) == EmptySuccess())
    }
}
