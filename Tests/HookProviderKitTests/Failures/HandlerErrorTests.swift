import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("A handler throws", .timeLimit(.minutes(1)))
struct HandlerErrorTests {
    private let log = RecordedLog()

    @Test func theTextOfAHookFailureReachesTheBroker() async throws {
        let server = server(logger: log.logger) { $0.on(.clientAuthenticate) { _, _ in throw HookFailure("die Datenbank schläft 😴\n(%)") } }
        try await TestBroker.connect(to: server) { broker async throws in
            let failure = await #expect(throws: CallFailure.self) { try await broker.authenticate(.someone) }
            #expect(failure?.method == "OnClientAuthenticate")
            #expect(failure?.code == "UNKNOWN")
            #expect(failure?.message == "die Datenbank schläft 😴\n(%)")
        }
    }

    @Test func ofAnotherErrorTheBrokerLearnsTheType() async throws {
        let server = server(logger: log.logger) { $0.on(.clientConnected) { _, _ in throw Surprise() } }
        try await TestBroker.connect(to: server) { broker async throws in
            let failure = await #expect(throws: CallFailure.self) { try await broker.notify(ClientConnected(client: .someone)) }
            #expect(failure?.message.contains("Surprise") == true)
            #expect(failure?.message.contains("geheim") == false)
        }
        #expect(log.lines(containing: "error The handler failed.").filter { $0.contains("password=geheim") }.count == 1)
    }

    @Test func aFallbackIsAnsweredInstead() async throws {
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate, onFailure: .answer(.deny)) { _, _ in throw Surprise() }
            hooks.on(.messagePublish, topics: ["#"], onFailure: .answer(.publish(topic: "dead"))) { _, _ in throw Surprise() }
            hooks.on(.clientConnected, onFailure: .acknowledge) { _, _ in throw Surprise() }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .deny)
            #expect(try await broker.publish(Message(topic: "t")) == .publish(topic: "dead"))
            try await broker.notify(ClientConnected(client: .someone))
        }
        #expect(log.lines(containing: "error The handler failed.").count == 3)
    }

    /// A fallback is a handler's decision like any other: one that says nothing leaves the matter to the next handler.
    @Test func aFallbackTakesPartInTheMerge() async throws {
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate, onFailure: .answer(.allow.continuing)) { _, _ in throw Surprise() }
            hooks.on(.clientAuthenticate, onFailure: .answer(.ignore)) { _, _ in throw Surprise() }
            hooks.on(.clientAuthenticate) { request, _ in request.priorResult ? .ignore : .deny }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow.continuing)
        }
    }

    @Test func policiesAreSetPerHookOfAProvider() async throws {
        struct Strict: ClientAuthenticateHook, ClientAuthorizeHook {
            func configure(_ options: inout HookOptions) { options.set(.clientAuthenticate, onFailure: .answer(.deny)) }
            func clientAuthenticate(_: ClientAuthenticate, context: HookContext) async throws -> AuthenticationDecision { throw Surprise() }
            func clientAuthorize(_: ClientAuthorize, context: HookContext) async throws -> AuthorizationDecision { throw Surprise() }
        }
        try await TestBroker.connect(to: server(logger: log.logger) { $0.add(Strict()) }) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .deny)
            await #expect(throws: CallFailure.self) { try await broker.authorize(.someone, to: .publish, "t") }
        }
    }
}
