import ConnectionHandlerKit
import Foundation
import NIOCore

/// Sends a device what it has sent, by way of the broker, and writes down when its connection came and went: each line before the event is
/// acknowledged, so that a process that is killed has written what its gateway believes it knows.
///
/// A device that says `sleep` gets no answer any more.
struct Witness: ConnectionHandler {
    private static let sleep = ByteBuffer(string: "sleep")

    func makeDecoder() -> UnframedDecoder { UnframedDecoder() }

    func opened(on connection: Connection) async throws {
        write("\(connection.isAdopted ? "adopted" : "opened") \(connection.id)")
        guard !connection.isAdopted else { return }
        try await connection.authenticate(ClientIdentity(protocolName: "echo", clientID: connection.id, username: "echo"))
        try await connection.subscribe(TopicFilter(topic(of: connection)))
    }

    func received(_ bytes: ByteBuffer, on connection: Connection) async throws {
        if bytes == Self.sleep { try await Task.sleep(for: .seconds(86_400)) }
        try await connection.publish(topic(of: connection), bytes)
    }

    func delivered(_ message: Message, on connection: Connection) async throws { try await connection.send(message.payload) }

    func closed(_ reason: CloseReason, on connection: Connection) async { write("closed \(connection.id) \(reason.kind)") }

    private func topic(of connection: Connection) -> String { "echo/\(connection.id)" }

    /// One system call for a line: lines of several threads don't mix, and nothing waits in a buffer.
    private func write(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
