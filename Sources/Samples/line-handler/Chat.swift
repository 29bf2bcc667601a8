import ConnectionHandlerKit

/// A chat for `nc` or telnet: the first line is a name, every other is said to all.
struct Chat: ConnectionHandler {
    static let topic = "chat/all"

    private var name: String?

    func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 1024) }

    func opened(on connection: Connection) async throws { try await connection.send("your name? ".utf8) }

    mutating func received(_ line: String, on connection: Connection) async throws {
        if let name {
            try await connection.publish(Self.topic, "\(name): \(line)".utf8, qos: .atLeastOnce)
        } else {
            try await introduce(line, connection)
        }
    }

    func delivered(_ message: Message, on connection: Connection) async throws {
        try await connection.send(message.payload + Array("\r\n".utf8))
    }

    private mutating func introduce(_ line: String, _ connection: Connection) async throws {
        guard try await isLetIn(line, connection) else { return try await connection.send("not you; your name? ".utf8) }
        try await connection.subscribe(TopicFilter(Self.topic), qos: .atLeastOnce)
        name = line
        try await connection.send("hello \(line)\r\n".utf8)
    }

    /// The broker decides, and may refuse a name, as it does an empty one.
    private func isLetIn(_ name: String, _ connection: Connection) async throws -> Bool {
        do {
            try await connection.authenticate(ClientIdentity(protocolName: "chat", clientID: name, username: name))
            return true
        } catch {
            guard error.code == .permissionDenied || error.code == .parameterMissing else { throw error }
            return false
        }
    }
}
