import ExtensionProtocol
import Testing

@Suite("Hooks and rpcs have the names of each version")
struct HookNameTests {
    @Test func names() {
        #expect(Hook.allCases.count == 19)
        #expect(
            Hook.allCases.map { $0.name(in: .v3) } == [
                "client.connect", "client.connack", "client.connected", "client.disconnected", "client.authenticate", "client.authorize",
                "client.subscribe", "client.unsubscribe", "session.created", "session.subscribed", "session.unsubscribed",
                "session.resumed", "session.discarded", "session.takenover", "session.terminated", "message.publish",
                "message.delivered", "message.dropped", "message.acked",
            ]
        )
        #expect(Hook.allCases.allSatisfy { $0.name(in: .v2) == $0.name(in: .v3) })
        let renamed = Hook.allCases.filter { $0.name(in: .v1) != $0.name(in: .v2) }
        #expect(renamed.map { $0.name(in: .v1) } == ["client.check_acl", "session.takeovered"])
    }

    @Test(arguments: ExHookVersion.allCases)
    func namesAreFoundAgain(_ version: ExHookVersion) {
        for hook in Hook.allCases { #expect(Hook(name: hook.name(in: version), version: version) == hook) }
        #expect(Hook(name: "client.kicked", version: version) == nil)
    }

    @Test func namesOfOtherVersionsAreUnknown() {
        #expect(Hook(name: "client.authorize", version: .v1) == nil)
        #expect(Hook(name: "client.check_acl", version: .v2) == nil)
    }

    @Test func paths() {
        let paths = { (version: ExHookVersion) in HookProviderMethod.allCases.map { $0.path(in: version) } }
        #expect(Set(ExHookVersion.allCases.flatMap(paths)).count == 63)
        #expect(paths(.v3).first == "/emqx.exhook.v3.HookProvider/OnProviderLoaded")
        #expect(paths(.v2)[1] == "/emqx.exhook.v2.HookProvider/OnProviderUnloaded")
        let names = { (version: ExHookVersion) in Hook.allCases.map { $0.methodName(in: version) } }
        #expect(
            names(.v3) == [
                "OnClientConnect", "OnClientConnack", "OnClientConnected", "OnClientDisconnected", "OnClientAuthenticate",
                "OnClientAuthorize", "OnClientSubscribe", "OnClientUnsubscribe", "OnSessionCreated", "OnSessionSubscribed",
                "OnSessionUnsubscribed", "OnSessionResumed", "OnSessionDiscarded", "OnSessionTakenover", "OnSessionTerminated",
                "OnMessagePublish", "OnMessageDelivered", "OnMessageDropped", "OnMessageAcked",
            ]
        )
        #expect(names(.v2) == names(.v3))
        #expect(Set(names(.v1)).subtracting(names(.v2)) == ["OnClientCheckAcl", "OnSessionTakeovered"])
    }

    @Test func kinds() {
        #expect(Hook.allCases.filter(\.isDecision) == [.clientAuthenticate, .clientAuthorize, .messagePublish])
        #expect(Hook.allCases.filter(\.isMessageHook) == [.messagePublish, .messageDelivered, .messageDropped, .messageAcked])
    }

    @Test func exproto() {
        #expect(ConnectionAdapterMethod.allCases.count == 8)
        #expect(ConnectionAdapterMethod.startTimer.path == "/emqx.exproto.v1.ConnectionAdapter/StartTimer")
        #expect(
            ConnectionHandlerMethod.allCases.map { $0.path(in: .unary) } == [
                "/emqx.exproto.v1.ConnectionUnaryHandler/OnSocketCreated",
                "/emqx.exproto.v1.ConnectionUnaryHandler/OnSocketClosed",
                "/emqx.exproto.v1.ConnectionUnaryHandler/OnReceivedBytes",
                "/emqx.exproto.v1.ConnectionUnaryHandler/OnTimerTimeout",
                "/emqx.exproto.v1.ConnectionUnaryHandler/OnReceivedMessages",
            ]
        )
        #expect(ConnectionHandlerMethod.receivedBytes.path(in: .streaming) == "/emqx.exproto.v1.ConnectionHandler/OnReceivedBytes")
    }
}
