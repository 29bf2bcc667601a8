import ExtensionProtocol
import RecordedLogging
import Testing

@testable import ExtensionTestKit
@testable import HookProviderKit

@Suite("Answers to authenticate and authorize", .timeLimit(.minutes(1)))
struct AccessDecisionTests {
    /// ResponsedType is field 1, bool_result field 3; protobuf leaves a zero type out.
    private static let stopTrue: [UInt8] = [0x08, 2, 0x18, 1]
    private static let stopFalse: [UInt8] = [0x08, 2, 0x18, 0]
    private static let ignore: [UInt8] = [0x08, 1]
    private static let zeroTrue: [UInt8] = [0x18, 1]
    private static let oneTrue: [UInt8] = [0x08, 1, 0x18, 1]

    private static let bytes: [(AuthenticationDecision, String, ExHookVersion, [UInt8])] = [
        (.allow, "e4.2.5", .v1, stopTrue), (.allow, "4.3.1", .v1, stopTrue), (.allow, "4.4.19", .v1, stopTrue),
        (.allow, "5.1.1", .v2, stopTrue), (.allow, "5.9.2", .v3, stopTrue),
        (.deny, "4.3.0", .v1, stopFalse), (.deny, "5.8.9", .v2, stopFalse), (.deny, "6.0.0", .v3, stopFalse),
        (.ignore, "4.3.0", .v1, ignore), (.ignore, "4.4.19", .v1, ignore), (.ignore, "5.1.1", .v2, ignore), (.ignore, "5.9.2", .v3, ignore),
        (.allow.continuing, "e4.2.5", .v1, oneTrue), (.allow.continuing, "4.3.2", .v1, oneTrue),
        (.allow.continuing, "4.3.3", .v1, zeroTrue), (.allow.continuing, "4.4.19", .v1, zeroTrue),
        (.allow.continuing, "5.1.1", .v2, zeroTrue), (.allow.continuing, "5.9.2", .v3, zeroTrue),
        (.ignore.continuing, "5.9.2", .v3, ignore),
    ]

    @Test(arguments: bytes)
    func exactBytesAndWhatTheBrokerMakesOfThem(
        _ decision: AuthenticationDecision,
        _ emqx: String,
        _ version: ExHookVersion,
        _ expected: [UInt8]
    ) async throws {
        let server = server { hooks in
            hooks.on(.clientAuthenticate) { _, _ in decision }
            hooks.on(.clientAuthorize) { _, _ in AuthorizationDecision(verdict: decision.verdict) }
        }
        try await TestBroker.connect(to: server, as: EmulatedBroker(version, emqxVersion: emqx)) { broker async throws in
            let request = ClientAuthenticate(client: .someone)
            let authorize = ClientAuthorize(client: .someone, action: .publish, topic: "t")
            #expect(try await broker.fire(request).answer == expected)
            #expect(try await broker.fire(authorize).answer == expected)
            #expect(try await broker.authenticate(.someone) == decision)
            #expect(try await broker.authorize(.someone, to: .publish, "t") == AuthorizationDecision(verdict: decision.verdict))
        }
    }

    /// A broker that says nothing of itself, and that was never seen to load the provider.
    @Test func aProposalToAnUnknownVersionOfV1IsFinalAndWarnedOfOnce() async throws {
        let log = RecordedLog()
        let server = server(logger: log.logger) { $0.on(.clientAuthenticate) { _, _ in .allow.continuing } }
        let unknown = EmulatedBroker(.v1, emqxVersion: "4.3.1", loadsProvider: false)
        try await TestBroker.connect(to: server, as: unknown) { broker async throws in
            for _ in 0..<3 { #expect(try await broker.authenticate(.someone) == .allow) }
            #expect(log.lines(containing: "the broker's version isn't known").count == 1)
            try await broker.load()
            #expect(try await broker.authenticate(.someone) == .allow.continuing)
            #expect(log.lines(containing: "the broker's version isn't known").count == 1)
        }
    }

    /// Where the call itself tells the version, no OnProviderLoaded is needed.
    @Test func theCallsOwnVersionCounts() async throws {
        let server = server { $0.on(.clientAuthorize) { _, _ in .deny.continuing } }
        let broker = EmulatedBroker(.v1, emqxVersion: "4.3.14", loadsProvider: false)
        try await TestBroker.connect(to: server, as: broker) { broker async throws in
            #expect(try await broker.authorize(.someone, to: .subscribe, "t") == .deny.continuing)
        }
    }
}
