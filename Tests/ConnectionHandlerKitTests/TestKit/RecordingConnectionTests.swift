import ConnectionHandlerKit
import ExtensionTestKit
import Testing

/// A handler's methods, called without a gateway.
@Suite(.timeLimit(.minutes(1)))
struct RecordingConnectionTests {
    @Test func everyCallIsRemembered() async throws {
        let recording = RecordingConnection()
        let connection = recording.connection
        let identity = ClientIdentity(clientID: "c")
        try await connection.authenticate(identity, password: "p")
        try await connection.subscribe("a", qos: .atLeastOnce)
        try await connection.publish("t", [1])
        try await connection.startKeepalive(.seconds(60))
        try await connection.send([2])
        try await connection.unsubscribe("a")
        try await connection.close()
        #expect(
            recording.calls == [
                .authenticate(identity, password: "p"), .subscribe("a", qos: .atLeastOnce), .publish("t", [1], qos: .atMostOnce),
                .startKeepalive(.seconds(60)), .send([2]), .unsubscribe("a"), .close,
            ]
        )
        #expect(connection.socket?.type == .tcp)
        #expect(!connection.isAdopted)
        #expect(try await connection.offload { 1 } == 1)
    }

    @Test func aCallFailsAsTheTestSays() async throws {
        let recording = RecordingConnection(socket: nil) { call in
            if case .publish = call { AdapterError(.permissionDenied, "no") } else { nil }
        }
        let handler = LineHandler(Journal())
        await #expect(throws: AdapterError(.permissionDenied, "no")) { try await handler.received("publish t x", on: recording.connection) }
        try await handler.received("hello", on: recording.connection)
        #expect(recording.calls == [.publish("t", Array("x".utf8), qos: .atLeastOnce), .send(Array("2 hello\n".utf8))])
        #expect(recording.connection.isAdopted)
    }
}
