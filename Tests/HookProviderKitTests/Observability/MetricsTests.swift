import Gates
import CoreMetrics
import ExtensionTestKit
import HookProviderKit
import MetricsTestKit
import Testing

/// Metrics are installed for each test's own task, so tests don't meet in them.
@Suite("Metrics", .timeLimit(.minutes(1)))
struct MetricsTests {
    private let metrics = TestMetrics()
    private let gate = Gate()
    private let cancelled = Journal<Bool>()

    @Test func callsAreCountedByHookAndVersion() async throws {
        try await withMetricsFactory(metrics) {
            try await TestBroker.connect(to: observed(), as: .v2) { broker async throws in
                for _ in 1...3 { _ = try await broker.authenticate(.someone) }
                try await broker.withAnother(.v3) { _ = try await $0.authenticate(.someone) }
                for _ in 1...2 { await #expect(throws: CallFailure.self) { try await broker.authorize(.someone, to: .publish, "t") } }
            }
        }
        #expect(total("calls", "client.authenticate", "v2") == 3)
        #expect(total("calls", "client.authenticate", "v3") == 1)
        #expect(total("failures", "client.authenticate", "v2") == 0)
        #expect(total("calls", "client.authorize", "v2") == 2)
        #expect(total("failures", "client.authorize", "v2") == 2)
        let durations = try metrics.expectTimer("hook_provider_call_duration", dimensions("client.authenticate", "v2")).values
        #expect(durations.count == 3)
        #expect(durations.allSatisfy { $0 > 0 && $0 < 10_000_000_000 })
    }

    @Test func callsInFlightAreMetered() async throws {
        let entered = Journal<Bool>()
        let slow = server { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                entered.add(true)
                await gate.pass()
                return .allow
            }
        }
        try await withMetricsFactory(metrics) {
            try await TestBroker.connect(to: slow) { broker async throws in
                async let first = broker.authenticate(ClientInfo(clientID: "a"))
                async let second = broker.authenticate(ClientInfo(clientID: "b"))
                await entered.wait(for: 2)
                let meter = try metrics.expectMeter("hook_provider_calls_in_flight", dimensions("client.authenticate", "v3"))
                #expect(meter.lastValue == 2)
                gate.open()
                _ = try await (first, second)
                #expect(meter.lastValue == 0)
            }
        }
    }

    @Test func fallbacksAndDropsAreCounted() async throws {
        try await withMetricsFactory(metrics) {
            try await TestBroker.connect(to: observed(), as: EmulatedBroker(requestTimeout: .seconds(2))) { broker async throws in
                #expect(try await broker.publish(Message(topic: "throws")) == .drop)
                #expect(try await broker.publish(Message(topic: "overruns")) == .drop)
                for _ in 1...3 { try await broker.notify(ClientConnected(client: .someone)) }
                gate.open()
                await broker.backgroundWorkIsDone()
                // Its own error isn't another failure.
                await cancelled.wait(for: 1)
            }
        }
        #expect(total("fallbacks", "message.publish", "v3") == 2)
        #expect(total("failures", "message.publish", "v3") == 0)
        #expect(total("background_drops", "client.connected", "v3") == 2)
        #expect(total("calls", "client.connected", "v3") == 3)
    }

    /// One that keeps its loop from turning for longer than 100 ms.
    @Test func aStalledLoopIsCounted() async throws {
        let blocking = server { hooks in
            hooks.on(.clientAuthenticate) { _, _ in
                let end = ContinuousClock.now + .milliseconds(250)
                while ContinuousClock.now < end {}
                return .allow
            }
        }
        try await withMetricsFactory(metrics) {
            try await TestBroker.connect(to: blocking) { _ = try await $0.authenticate(.someone) }
        }
        #expect(metrics.counterTotal(label: "hook_provider_stalls") >= 1)
    }

    private func total(_ name: String, _ hook: String, _ version: String) -> Int64 {
        metrics.counterTotal(label: "hook_provider_\(name)", dimensions: dimensions(hook, version))
    }

    private func dimensions(_ hook: String, _ version: String) -> [(String, String)] { [("hook", hook), ("version", version)] }

    private func observed() -> HookProviderServer {
        server { hooks in
            hooks.on(.clientAuthenticate) { _, _ in .allow }
            hooks.on(.clientAuthorize) { _, _ in throw Surprise() }
            hooks.on(.messagePublish, topics: ["#"], onFailure: .answer(.drop)) { message, _ in
                if message.topic == "throws" { throw Surprise() }
                await untilCancelled()
                cancelled.add(true)
                throw CancellationError()
            }
            hooks.on(.clientConnected, mode: .background(limit: 1)) { _, _ in await gate.pass() }
        }
    }
}
