@testable import ExtensionProtocol
import Testing

@Suite("User properties in Erlang's notation")
struct UserPropertyTests {
    @Test(
        arguments: [
            ("[]", []),
            ("[{<<\"site\">>,<<\"north\">>}]", [("site", "north")]),
            ("[{<<\"site\">>,<<\"north\">>},{<<\"site\">>,<<\"dup\">>}]", [("site", "north"), ("site", "dup")]),
            ("[{<<>>,<<\"\">>}]", [("", "")]),
            ("[{<<\"ä\"/utf8>>,<<\"温度\"/utf8>>}]", [("ä", "温度")]),
            ("[{<<\"Ã¤\">>,<<195,164>>}]", [("ä", "ä")]),
            ("[{<<1,2,255>>,<<104,105>>}]", [("\u{1}\u{2}\u{fffd}", "hi")]),
            ("[{<<\"\\\"\\\\\\n\\r\\t\\b\\v\\f\\e\">>,<<\"}],{>>\">>}]", [("\"\\\n\r\t\u{8}\u{b}\u{c}\u{1b}", "}],{>>")]),
            ("[{<<\"\\101\\1012\\0\\18\">>,<<\"\\q\">>}]", [("AA2\u{0}\u{1}8", "q")]),
        ] as [(String, [(String, String)])]
    )
    func parse(_ text: String, _ properties: [(name: String, value: String)]) {
        #expect(ErlangPropertyList.parse(text) == properties.map { Property(name: $0.name, value: $0.value) })
    }

    @Test(
        arguments: [
            "", "[", "]", "[{<<\"a\">>,<<\"b\">>}", "[{<<\"a\">>,<<\"b\">>}] ", "[{<<\"a\">>,<<\"b\">>},]", "[{<<\"a\">>}]", "[{a,b}]",
            "[{\"a\",\"b\"}]", "[{<<\"a>>,<<\"b\">>}]", "[{<<256>>,<<>>}]", "[{<<1,>>,<<>>}]", "[{<<-1>>,<<>>}]", "[{<<\"温\">>,<<>>}]",
            "[{<<\"a\\", "undefined",
        ]
    )
    func unreadable(_ text: String) {
        #expect(ErlangPropertyList.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("plain", "<<\"plain\">>"), ("", "<<>>"), ("a\"\\\n\u{1b}", "<<\"a\\\"\\\\\\n\\e\">>"), ("ä", "<<\"Ã¤\">>"),
            ("Ä", "<<195,132>>"), ("\u{1}", "<<1>>"), ("\u{7f}", "<<127>>"),
        ]
    )
    func format(_ value: String, _ binary: String) {
        #expect(ErlangPropertyList.format([Property(name: "n", value: value)]) == "[{<<\"n\">>,\(binary)}]")
    }

    @Test func everyTextComesBack() {
        var values = RandomValues(seed: 3)
        for _ in 0..<500 {
            let properties = values.properties()
            #expect(ErlangPropertyList.parse(ErlangPropertyList.format(properties)) == properties)
        }
    }

    @Test(arguments: [ExHookVersion.v1, .v2])
    func liftedOutOfProperties(_ version: ExHookVersion) throws {
        let sent = ClientConnect(
            connection: ConnectionInfo(clientID: "c"),
            properties: [
                Property(name: "Session-Expiry-Interval", value: "60"),
                Property(name: "User-Property", value: "[{<<\"site\">>,<<\"north\">>}]"),
                Property(name: "User-Property", value: "anything else"),
                Property(name: "User-Property", value: "[{<<\"rack\">>,<<\"7\">>}]"),
            ]
        )
        let (event, _) = try ClientConnect.decode(sent.encoded(broker: BrokerMetadata(node: "n"), version: version), version: version)
        #expect(event.userProperties == [Property(name: "site", value: "north"), Property(name: "rack", value: "7")])
        #expect(event.properties.map(\.name) == ["Session-Expiry-Interval", "User-Property"])
        #expect(event.properties.last?.value == "anything else")
    }

    @Test func notLiftedFromVersionThree() throws {
        let property = Property(name: "User-Property", value: "[{<<\"site\">>,<<\"north\">>}]")
        let sent = ClientConnect(connection: ConnectionInfo(clientID: "c"), properties: [property])
        let (event, _) = try ClientConnect.decode(sent.encoded(broker: BrokerMetadata(node: "n"), version: .v3), version: .v3)
        #expect(event == sent)
    }
}
