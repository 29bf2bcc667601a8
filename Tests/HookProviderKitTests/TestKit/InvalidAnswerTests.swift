import ExtensionGRPC
import ExtensionProtocol
import Logging
import NIOCore
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

/// Providers in other languages make mistakes that EMQX hides.
@Suite("Answers that a broker can't use", .timeLimit(.minutes(1)))
struct InvalidAnswerTests {
    @Test func anUnknownHookFailsTheLoad() async throws {
        let loaded = LoadedResponse(hooks: [HookSpecification(name: "client.authorize")])
        try await withProvider([.providerLoaded: loaded.encoded()], as: .v2) { #expect($0.registrations.count == 1) }
        let failure = await #expect(throws: InvalidAnswer.self) {
            try await withProvider([.providerLoaded: loaded.encoded()], as: .v1) { _ in }
        }
        #expect(failure?.description == "The answer to OnProviderLoaded isn't valid: v1 has no hook \"client.authorize\"")
    }

    private static let wrongKind = "a value of the wrong kind, which EMQX takes for IGNORE"

    @Test(
        arguments: [
            (ValuedResponse(.stopAndReturn).encoded(), "STOP_AND_RETURN without a value, which EMQX takes for IGNORE"),
            (ValuedResponse(.proceed, value: .message(Message(topic: "t"))).encoded(), wrongKind),
            ([0x08, 9], "the type 9 doesn't exist"),
        ] as [([UInt8], String)]
    )
    func decisions(_ answer: [UInt8], _ reason: String) async throws {
        try await withProvider([.hook(.clientAuthenticate): answer]) { broker async throws in
            let failure = await #expect(throws: InvalidAnswer.self) { try await broker.authenticate(.someone) }
            #expect(failure?.method == "OnClientAuthenticate")
            #expect(failure?.reason == reason)
        }
    }

    @Test func anAnswerThatIsNotProtobuf() async throws {
        try await withProvider([.hook(.clientAuthenticate): [0x0A], .hook(.clientConnected): [0x0A]]) { broker async throws in
            await #expect(throws: InvalidAnswer.self) { try await broker.authenticate(.someone) }
            await #expect(throws: InvalidAnswer.self) { try await broker.notify(ClientConnected(client: .someone)) }
        }
    }

    /// EMQX warns of an empty answer and ignores it. It is also how the SDK ignores a request of EMQX 4.3.0.
    @Test func anEmptyAnswerIsIgnored() async throws {
        try await withProvider([.hook(.clientAuthenticate): []]) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .ignore)
        }
    }

    /// A server that answers each rpc with the same bytes.
    private func withProvider(
        _ answers: [HookProviderMethod: [UInt8]],
        as broker: EmulatedBroker = EmulatedBroker(loadsProvider: false),
        _ body: (TestBroker) async throws -> Void
    ) async throws {
        let methods = answers.map { method, answer in
            RPCMethod.unary(method.path(in: broker.version)) { (_, call) throws(RPCError) in
                call.respond(byteCount: answer.count) { $0.copyBytes(from: answer) }
            }
        }
        let server = GRPCServer(
            methods: methods,
            configuration: .init(listeners: [.tcp(host: "127.0.0.1", port: 0)]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let port = try await server.start().first?.port ?? 0
        do {
            try await TestBroker.connect(to: .tcp(host: "127.0.0.1", port: port), as: broker, body)
        } catch {
            await server.shutDownGracefully(within: .seconds(1))
            throw error
        }
        await server.shutDownGracefully(within: .seconds(1))
    }
}
