import ConnectionHandlerKit
import NIOCore

/// Sends a device what it has sent, by way of the broker: it is published to a topic that the device is subscribed to.
struct Echo: ConnectionHandler {
    /// `{connection}` in it stands for the connection's name.
    let topic: String

    func makeDecoder() -> UnframedDecoder { UnframedDecoder() }

    func opened(on connection: Connection) async throws {
        // A handler that was started anew keeps nothing, so there is nothing to find again.
        guard !connection.isAdopted else { return }
        try await connection.authenticate(ClientIdentity(protocolName: "echo", clientID: connection.id, username: "echo"))
        try await connection.subscribe(TopicFilter(topic(of: connection)), qos: .atLeastOnce)
        try await connection.startKeepalive(.seconds(300))
    }

    func received(_ bytes: ByteBuffer, on connection: Connection) async throws {
        try await connection.publish(topic(of: connection), bytes, qos: .atLeastOnce)
    }

    func delivered(_ message: Message, on connection: Connection) async throws { try await connection.send(message.payload) }

    private func topic(of connection: Connection) -> String { topic.replacing("{connection}", with: connection.id) }
}
