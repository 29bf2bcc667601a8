import Gates
import ExtensionTestKit
import HookProviderKit
import RecordedLogging
import Testing

@Suite("Notifications in the background", .timeLimit(.minutes(1)))
struct BackgroundOrderTests {
    @Test func areAcknowledgedBeforeTheHandlerHasRun() async throws {
        let gate = Gate()
        let handled = Journal<String>()
        let server = server { hooks in
            hooks.on(.clientConnected, mode: .background()) { event, context in
                await gate.pass()
                handled.add("\(event.client.clientID) \(context.deadline == nil)")
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            try await broker.notify(ClientConnected(client: .someone))
            #expect(handled.entries.isEmpty)
            gate.open()
            await broker.backgroundWorkIsDone()
            #expect(handled.entries == ["c1 true"])
        }
    }

    /// Whatever hooks they are of, and however long each handler takes.
    @Test func ofOneClientAreHandledInOrder() async throws {
        let handled = Journal<String>()
        let handle: @Sendable (String, String) async -> Void = { client, hook in
            for _ in 0..<Int.random(in: 0...20) { await Task.yield() }
            handled.add("\(client) \(hook)")
        }
        let server = server { hooks in
            hooks.on(.clientConnected, mode: .background()) { event, _ in await handle(event.client.clientID, "connected") }
            hooks.on(.sessionSubscribed, mode: .background(), execution: .concurrent) { event, _ in
                await handle(event.client.clientID, event.topic)
            }
            hooks.on(.clientDisconnected, mode: .background(overflow: .wait)) { event, _ in
                await handle(event.client.clientID, "disconnected")
            }
        }
        let clients = (1...30).map { ClientInfo(clientID: "c\($0)") }
        try await TestBroker.connect(to: server) { broker async throws in
            try await withThrowingTaskGroup { group in
                for client in clients {
                    group.addTask {
                        try await broker.notify(ClientConnected(client: client))
                        for topic in ["a", "b", "c"] {
                            try await broker.notify(SessionSubscribed(client: client, topic: topic, options: .init(qos: .atMostOnce)))
                        }
                        try await broker.notify(ClientDisconnected(client: client))
                    }
                }
                try await group.waitForAll()
            }
            await broker.backgroundWorkIsDone()
        }
        for client in clients {
            let own = handled.entries.filter { $0.hasPrefix("\(client.clientID) ") }.map { String($0.split(separator: " ")[1]) }
            #expect(own == ["connected", "a", "b", "c", "disconnected"])
        }
    }

    @Test func ofOtherClientsGoOnMeanwhile() async throws {
        let gate = Gate()
        let handled = Journal<String>()
        let server = server { hooks in
            hooks.on(.clientConnected, mode: .background()) { event, _ in
                if event.client.clientID == "slow" { await gate.pass() }
                handled.add(event.client.clientID)
            }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            for id in ["slow", "slow", "quick"] { try await broker.notify(ClientConnected(client: ClientInfo(clientID: id))) }
            #expect(await handled.wait(for: 1) == ["quick"])
            gate.open()
            await broker.backgroundWorkIsDone()
        }
        #expect(handled.entries == ["quick", "slow", "slow"])
    }

    @Test func thatFailAreLogged() async throws {
        let log = RecordedLog()
        let server = server(logger: log.logger) { hooks in
            hooks.on(.clientConnected, mode: .background()) { _, _ in throw Surprise() }
        }
        try await TestBroker.connect(to: server) { broker async throws in
            try await broker.notify(ClientConnected(client: .someone))
            await broker.backgroundWorkIsDone()
        }
        #expect(log.lines(containing: "error The handler failed.").count == 1)
    }
}
