import Gates
import ExtensionTestKit
import HookProviderKit
import Testing

@Suite("Starting and shutting down", .timeLimit(.minutes(1)))
struct ShutdownTests {
    private struct Patient: ClientConnectedHook {
        let gate: Gate

        func clientConnected(_ event: ClientConnected, context: HookContext) async throws { await gate.pass() }
    }

    @Test func aServerIsStartedOnce() async throws {
        let server = HookProviderServer(Patient(gate: Gate()), configuration: HookProviderConfiguration(host: "127.0.0.1", port: 0))
        try await server.start()
        await #expect(throws: HookProviderError.alreadyStarted) { try await server.start() }
        async let first: Void = server.shutDown()
        await server.shutDown()
        await first
        await #expect(throws: HookProviderError.alreadyStarted) { try await server.start() }
    }

    @Test func aTakenAddressIsNamed() async throws {
        let first = HookProviderServer(Patient(gate: Gate()), configuration: HookProviderConfiguration(host: "127.0.0.1", port: 0))
        let port = try #require(try await first.start().first?.port)
        let second = HookProviderServer(Patient(gate: Gate()), configuration: HookProviderConfiguration(host: "127.0.0.1", port: port))
        let error = await #expect(throws: HookProviderError.self) { try await second.start() }
        #expect(error?.description == "Can't listen on 127.0.0.1:\(port): Address already in use.")
        await first.shutDown()
    }

    /// Work that can't be cancelled doesn't hold up the shutdown, and what is in the background hears of it.
    @Test func theBoundHolds() async throws {
        var configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
        configuration.drainTimeout = .milliseconds(200)
        let cancelled = Gate()
        let server = HookProviderServer(configuration: configuration) { hooks in
            hooks.on(.clientConnected, mode: .background()) { _, _ in
                try? await Task.sleep(for: .seconds(60))
                if Task.isCancelled { cancelled.open() }
            }
        }
        let start = ContinuousClock.now
        try await TestBroker.connect(to: server) { broker async throws in
            try await broker.notify(ClientConnected(client: ClientInfo(clientID: "c1")))
        }
        await cancelled.pass()
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    /// The first handler outlives its server; the one after it, which has a fallback, isn't asked on a loop that has gone.
    @Test func aChainThatOutlivesItsServerEnds() async throws {
        let (started, release, ended) = (Gate(), Gate(), Gate())
        let later = Journal<String>()
        var configuration = HookProviderConfiguration(host: "127.0.0.1", port: 0)
        configuration.drainTimeout = .milliseconds(100)
        let server = HookProviderServer(configuration: configuration) { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                started.open()
                await release.pass()
                defer { ended.open() }
                return .ignore
            }
            hooks.on(.clientAuthenticate, onFailure: .answer(.deny)) { _, _ in
                later.add("asked")
                return .allow
            }
        }
        let broker = EmulatedBroker(requestTimeout: .milliseconds(300))
        try await TestBroker.connect(to: server, as: broker) { broker async throws in
            await #expect(throws: CallFailure.self) { try await broker.authenticate(ClientInfo(clientID: "c1")) }
            await started.pass()
        }
        release.open()
        await ended.pass()
        #expect(later.entries.isEmpty)
    }
}
