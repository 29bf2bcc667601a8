import Gates
import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("A handler doesn't decide in time", .timeLimit(.minutes(1)))
struct FallbackTests {
    private static let impatient = EmulatedBroker(requestTimeout: .seconds(3))
    private let log = RecordedLog()
    private let clock = ContinuousClock()

    @Test func itsFallbackIsGivenAtFourFifthsAndItIsCancelledAtTheDeadline() async throws {
        let started = clock.now
        let cancelled = Journal<Duration>()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate, onFailure: .answer(.deny)) { _, _ in
                await untilCancelled()
                cancelled.add(clock.now - started)
                try Task.checkCancellation()
                return .allow
            }
        }
        try await TestBroker.connect(to: server, as: Self.impatient) { broker async throws in
            let asked = clock.now
            #expect(try await broker.authenticate(.someone) == .deny)
            #expect(clock.now - asked >= .milliseconds(2_395))
            #expect(cancelled.entries.isEmpty)
            #expect(try #require(await cancelled.wait(for: 1).first) >= asked - started + .milliseconds(2_990))
        }
        #expect(log.lines(containing: "so its fallback was given").count == 1)
        #expect(log.lines(containing: "The handler failed").isEmpty)
    }

    @Test func withoutAFallbackTheCallFails() async throws {
        let cancelled = Journal<Bool>()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                await untilCancelled()
                cancelled.add(true)
                return .allow
            }
        }
        try await TestBroker.connect(to: server, as: Self.impatient) { broker async throws in
            let failure = await #expect(throws: CallFailure.self) { try await broker.authenticate(.someone) }
            #expect(failure?.code == "DEADLINE_EXCEEDED")
            await cancelled.wait(for: 1)
        }
    }

    /// What went before stays, and nobody else is asked any more.
    @Test func anUndecidedFallbackLeavesWhatStands() async throws {
        let later = Journal<String>()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate) { _, _ in .allow.continuing }
            hooks.on(.clientAuthenticate, onFailure: .answer(.ignore)) { _, _ in
                await untilCancelled()
                later.add("slow")
                return .ignore
            }
            hooks.on(.clientAuthenticate) { _, _ in
                later.add("last")
                return .deny
            }
        }
        try await TestBroker.connect(to: server, as: Self.impatient) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .allow.continuing)
            await later.wait(for: 1)
        }
        #expect(later.entries == ["slow"])
    }

    /// The fallback belongs to the handler that runs: here the second, which isn't asked before the time is up.
    @Test func aHandlerThatIsAskedLateHasItsFallbackToo() async throws {
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                try await Task.sleep(for: .milliseconds(2_450))
                return .ignore
            }
            hooks.on(.clientAuthenticate, onFailure: .answer(.deny)) { _, _ in
                await untilCancelled()
                return .allow
            }
        }
        try await TestBroker.connect(to: server, as: Self.impatient) { broker async throws in
            #expect(try await broker.authenticate(.someone) == .deny)
        }
    }

    @Test func aNotificationIsAcknowledgedMeanwhile() async throws {
        let gate = Gate()
        let handled = Journal<String>()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientConnected, onFailure: .acknowledge) { _, _ in
                await gate.pass()
                handled.add("first")
            }
            hooks.on(.clientConnected) { _, _ in handled.add("second") }
        }
        try await TestBroker.connect(to: server, as: Self.impatient) { broker async throws in
            try await broker.notify(ClientConnected(client: .someone))
            #expect(handled.entries.isEmpty)
            gate.open()
            await handled.wait(for: 2)
        }
        #expect(handled.entries == ["first", "second"])
    }
}
