import NIOConcurrencyHelpers
import RawHTTP2
import RecordedTraffic

/// Feeds recorded bytes to a server, each connection's to a socket of its own, in the order in which they were recorded.
final class RawReplay: @unchecked Sendable {  // used by one thread at a time
    private let chunks: [RecordedChunk]
    private var clients: [Int: RawClient] = [:]

    init(_ chunks: [RecordedChunk], port: Int) throws {
        self.chunks = chunks
        for connection in Set(chunks.map(\.connection)) {
            let client = RawClient(try RawSocket(port: port), isSilent: true)
            try client.waitForSettings()
            clients[connection] = client
        }
    }

    /// Sends everything at once.
    func send() throws -> RawReplay {
        for chunk in chunks { try clients[chunk.connection]?.socket.send(chunk.bytes) }
        return self
    }

    /// The status of every call, once all are answered.
    func statuses(of calls: [RecordedCall]) throws -> [Int?] {
        try calls.map { try clients[$0.connection]?.response(UInt32($0.stream)).grpcStatus }
    }

    func close() {
        for client in clients.values { client.socket.close() }
    }
}

/// A journal for each device.
final class DeviceJournals: Sendable {
    private let journals = NIOLockedValueBox<[String: Journal]>([:])

    subscript(id: String) -> Journal {
        journals.withLockedValue { journals in
            let journal = journals[id] ?? Journal()
            journals[id] = journal
            return journal
        }
    }
}
