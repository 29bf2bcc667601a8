import ExtensionProtocol
import Testing

@Suite("No text shows a password")
struct RedactionTests {
    private let secret = "open sesame"

    private func expectHidden<Value>(_ value: Value, sourceLocation: SourceLocation = #_sourceLocation) {
        var dumped = ""
        dump(value, to: &dumped)
        let mirrored = Mirror(reflecting: value).children.map { "\($0)" }.joined()
        for text in ["\(value)", String(describing: value), String(reflecting: value), "\([value])", mirrored, dumped] {
            #expect(!text.contains(secret), sourceLocation: sourceLocation)
            #expect(text.contains("alice"), "The rest is shown.", sourceLocation: sourceLocation)
        }
    }

    @Test func client() {
        let client = ClientInfo(clientID: "alice", password: secret)
        expectHidden(client)
        expectHidden(ClientAuthenticate(client: client))
        expectHidden(MessageDelivered(client: client, message: Message(topic: "t")))
        #expect(client.description.contains("password: \"<redacted>\""))
        #expect(client.description.hasPrefix("ClientInfo(node: \"\", clientID: \"alice\""))
    }

    @Test func allOtherFieldsAreShown() {
        #expect(Mirror(reflecting: ClientInfo(clientID: "c")).children.count == 13)
    }

    @Test func aMissingPasswordShowsAsMissing() {
        #expect(ClientInfo(clientID: "c").description.contains("password: \"\""))
    }

    @Test func deviceAuthentication() {
        expectHidden(AuthenticateRequest(connection: "c", client: ClientIdentity(clientID: "alice"), password: secret))
    }
}
