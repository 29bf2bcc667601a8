import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("Authentication that every handler ignores, on EMQX 5.0 to 5.8", .timeLimit(.minutes(1)))
struct IgnoredAuthenticationTests {
    private let log = RecordedLog()
    private let warning = "EMQX 5.0 to 5.8 refuse a client that every provider ignores"

    @Test func isWarnedOfOnce() async throws {
        try await TestBroker.connect(to: ignoring(allowing: false), as: .v2) { broker async throws in
            for _ in 0..<3 { #expect(try await broker.authenticate(.someone) == .ignore) }
        }
        #expect(log.lines(containing: warning).count == 1)
    }

    @Test func isAllowedIfConfigured() async throws {
        try await TestBroker.connect(to: ignoring(allowing: true), as: .v2) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow.continuing)
        }
        #expect(log.lines(containing: warning).isEmpty)
    }

    /// An accepted client stays accepted there, and the other versions have no such mistake.
    @Test(arguments: [true, false])
    func isNothingSpecialElsewhere(_ allowing: Bool) async throws {
        let server = ignoring(allowing: allowing)
        try await TestBroker.connect(to: server, as: .v2) { broker async throws in
            #expect(try await broker.authenticate(.someone, priorResult: true) == .ignore)
            for version in [EmulatedBroker.v1, .v3] {
                try await broker.withAnother(version) { other async throws in #expect(try await other.authenticate(.someone) == .ignore) }
            }
        }
        #expect(log.lines(containing: warning).isEmpty)
    }

    private func ignoring(allowing: Bool) -> HookProviderServer {
        server(logger: log.logger, configure: { $0.allowsIgnoredOnEMQX50To58 = allowing }) { hooks in
            hooks.on(.clientAuthenticate) { _, _ in .ignore }
        }
    }
}
