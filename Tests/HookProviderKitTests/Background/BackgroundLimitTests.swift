import Gates
import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("More notifications than may wait", .timeLimit(.minutes(1)))
struct BackgroundLimitTests {
    private let log = RecordedLog()
    private let gate = Gate()
    private let handled = Journal<String>()

    @Test func areDroppedAndCounted() async throws {
        try await TestBroker.connect(to: limited(.background(limit: 2))) { broker async throws in
            for number in 1...5 { try await connect("c\(number)", broker) }
            #expect(broker.droppedNotifications == [.clientConnected: 3])
            gate.open()
            await broker.backgroundWorkIsDone()
            try await connect("c6", broker)
            await broker.backgroundWorkIsDone()
            #expect(broker.droppedNotifications == [.clientConnected: 3])
        }
        #expect(Set(handled.entries) == ["c1", "c2", "c6"])
        let warnings = log.lines(containing: "warning Too many notifications wait")
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("dropped=1") == true)
        #expect(warnings.first?.contains("limit=2") == true)
    }

    /// The broker waits for its acknowledgement until there is room. What it gives up on is dropped, or it would come after what follows.
    @Test func waitIfConfigured() async throws {
        let impatient = EmulatedBroker(requestTimeout: .milliseconds(300), loadsProvider: false)
        try await TestBroker.connect(to: limited(.background(limit: 1, overflow: .wait))) { broker async throws in
            try await connect("c1", broker)
            try await broker.withAnother(impatient) { impatient async throws in
                let failure = await #expect(throws: CallFailure.self) { try await connect("c2", impatient) }
                #expect(failure?.code == "DEADLINE_EXCEEDED")
            }
            #expect(handled.entries.isEmpty)
            #expect(await log.wait(for: "so some are dropped") != nil)
            #expect(broker.droppedNotifications == [.clientConnected: 1])
            gate.open()
            try await connect("c3", broker)
            await handled.wait(for: 2)
        }
        #expect(handled.entries == ["c1", "c3"])
    }

    @Test func areOfOneHandlerOnly() async throws {
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientConnected, mode: .background(limit: 1)) { event, _ in await handle(event.client) }
            hooks.on(.clientDisconnected, mode: .background(limit: 1)) { event, _ in await handle(event.client) }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            try await connect("c1", broker)
            try await broker.notify(ClientDisconnected(client: ClientInfo(clientID: "c2")))
            #expect(broker.droppedNotifications.isEmpty)
            gate.open()
        }
        #expect(handled.entries.count == 2)
    }

    private func handle(_ client: ClientInfo) async {
        await gate.pass()
        handled.add(client.clientID)
    }

    private func connect(_ id: String, _ broker: TestBroker) async throws {
        try await broker.notify(ClientConnected(client: ClientInfo(clientID: id)))
    }

    private func limited(_ mode: NotificationMode) -> HookProviderServer {
        server(logger: log.logger) { hooks in
            hooks.on(.clientConnected, mode: mode) { event, _ in await handle(event.client) }
        }
    }
}
