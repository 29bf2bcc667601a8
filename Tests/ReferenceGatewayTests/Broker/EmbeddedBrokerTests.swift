import ExtensionProtocol
import NIOConcurrencyHelpers
import Testing

@testable import ReferenceGateway

@Suite struct EmbeddedBrokerTests {
    private let broker = EmbeddedBroker()

    @Test func messagesFindTheirSubscribers() async throws {
        let connection = RecordingConnection()
        let session = try await broker.connect("s", connection)
        try await session.subscribe("a/+", DeliveryOptions(qos: .atLeastOnce))
        try await broker.publish(Message(qos: .atLeastOnce, topic: "a/b", payload: [1]))
        try await broker.publish(Message(topic: "a/c"))
        #expect(connection.announcements == 1)
        #expect(session.takeDeliveries(limit: 9, byteLimit: .max).messages.map(\.topic) == ["a/b", "a/c"])
        try await session.unsubscribe("a/+")
        try await session.unsubscribe("a/+")
        try await broker.publish(Message(topic: "a/b"))
        #expect(session.takeDeliveries(limit: 9, byteLimit: .max).messages.isEmpty)
    }

    @Test func aTakeoverEndsTheFirstConnection() async throws {
        let (first, second) = (RecordingConnection(), RecordingConnection())
        let session = try await broker.connect("c", first)
        _ = try await broker.connect("c", second)
        #expect(first.ends == [.discarded])
        #expect(second.ends.isEmpty)
        await #expect(throws: BrokerRefusal.disconnected) { try await session.publish(Message(topic: "a")) }
        await #expect(throws: BrokerRefusal.disconnected) { try await session.unsubscribe("a") }
        session.disconnect(reason: "late")
        #expect(broker.clientCount == 1)
    }

    @Test func aKickEndsAClientOnce() async throws {
        let connection = RecordingConnection()
        _ = try await broker.connect("c", connection)
        #expect(await broker.kick(clientID: "c"))
        #expect(await !broker.kick(clientID: "c"))
        #expect(connection.ends == [.kicked])
        #expect(broker.clientCount == 0)
    }

    @Test func messagesHaveIdentifiersOfTheirOwn() {
        let stamp = MessageStamp(node: "n")
        let messages = (0..<100).map { _ in stamp.message(from: "c", topic: "t", qos: .atMostOnce, payload: []) }
        #expect(Set(messages.map(\.id)).count == 100)
        #expect(messages.allSatisfy { $0.id.utf8.count == 32 && $0.node == "n" && $0.timestamp > 1_700_000_000_000 })
    }
}

final class RecordingConnection: BrokerConnection {
    private let seen = NIOLockedValueBox((announcements: 0, ends: [SessionEnd]()))

    var announcements: Int { seen.withLockedValue { $0.announcements } }
    var ends: [SessionEnd] { seen.withLockedValue { $0.ends } }

    func deliveriesAvailable() { seen.withLockedValue { $0.announcements += 1 } }
    func sessionEnded(_ reason: SessionEnd) { seen.withLockedValue { $0.ends.append(reason) } }
}

extension EmbeddedBroker {
    func connect(_ clientID: String, _ connection: RecordingConnection) async throws -> any BrokerSession {
        let socket = SocketInfo(type: .tcp, peer: Endpoint(host: "127.0.0.1", port: 1), local: Endpoint(host: "127.0.0.1", port: 2))
        let client = BrokerClient(identity: ClientIdentity(clientID: clientID), socket: socket, mountpoint: "")
        return try await connect(client, password: "", connection: connection)
    }
}
