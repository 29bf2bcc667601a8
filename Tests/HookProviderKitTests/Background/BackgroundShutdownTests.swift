import Gates
import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("A server shuts down with notifications in the background", .timeLimit(.minutes(1)))
struct BackgroundShutdownTests {
    private let log = RecordedLog()
    private let handled = Journal<String>()

    @Test func theyAreHandledFirst() async throws {
        let gate = Gate()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientConnected, mode: .background()) { event, _ in
                await gate.pass()
                handled.add(event.client.clientID)
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            for number in 1...3 { try await broker.notify(ClientConnected(client: ClientInfo(clientID: "c\(number % 2)"))) }
            #expect(handled.entries.isEmpty)
            // By then the shutdown has begun.
            Task {
                try await Task.sleep(for: .milliseconds(100))
                gate.open()
            }
        }
        #expect(handled.entries.count == 3)
        #expect(log.lines(containing: "weren't handled").isEmpty)
    }

    /// The handler never ends, so what waits behind it isn't handled.
    @Test func theyAreDroppedAtTheBound() async throws {
        let gate = Gate()
        let server = server(logger: log.logger, configure: { $0.drainTimeout = .milliseconds(200) }) { hooks in
            hooks.on(.clientConnected, mode: .background()) { event, _ in
                handled.add(event.client.clientID)
                await gate.pass()
            }
        }
        let clock = ContinuousClock()
        var ended = clock.now
        try await TestBroker.connect(to: server) { broker async throws in
            for _ in 1...3 { try await broker.notify(ClientConnected(client: .someone)) }
            ended = clock.now
        }
        #expect(clock.now - ended < .seconds(5))
        #expect(handled.entries == ["c1"])
        #expect(log.lines(containing: "weren't handled before the shutdown. count=3").count == 1)
    }
}
