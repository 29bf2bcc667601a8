import Gates
import ConnectionHandlerKit

/// A handler that does what its device tells it, line by line, and writes down what it sees. Not `Sendable`, as handlers needn't be.
final class LineHandler: ConnectionHandler {
    private let journal: Journal
    private let gate: Gate
    private var lineCount = 0

    init(_ journal: Journal, gate: Gate = Gate()) {
        self.journal = journal
        self.gate = gate
    }

    func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 100_000) }

    func opened(on connection: Connection) async throws {
        journal.write("opened\(connection.isAdopted ? " adopted" : "")")
    }

    func received(_ line: String, on connection: Connection) async throws {
        lineCount += 1
        journal.write("received \(line)")
        let words = line.split(separator: " ").map(String.init)
        switch words.first {
        case "authenticate": try await connection.authenticate(.init(clientID: words[1]), password: words[2])
        case "subscribe": try await connection.subscribe(.init(words[1]), qos: .atLeastOnce)
        case "unsubscribe": try await connection.unsubscribe(.init(words[1]))
        case "publish": try await connection.publish(words[1], words[2].utf8, qos: .atLeastOnce)
        case "keepalive": try await connection.startKeepalive(.seconds(Int(words[1]) ?? 0))
        case "close": try await connection.close()
        case "fail": throw HandlerFailure("told to fail")
        case "hang": await gate.pass()
        case "sleep": try await Task.sleep(for: .seconds(3600))
        default: try await connection.send("\(lineCount) \(line)\n".utf8)
        }
        journal.write("handled \(line)")
    }

    func delivered(_ message: Message, on connection: Connection) async throws {
        journal.write("delivered \(message.topic) \(String(decoding: message.payload, as: UTF8.self))")
        try await connection.send(message.payload)
    }

    func keepaliveExpired(on connection: Connection) async throws { journal.write("keepalive expired") }

    func closed(_ reason: CloseReason, on connection: Connection) async {
        journal.write("closed \(reason.kind)")
    }
}
