import RecordedTraffic
import Testing

/// The recordings are read whole: the other tests loop over them, and would pass on nothing.
struct RecordingTests {
    @Test func allCallsAreRead() throws {
        let calls = try Recording.all.flatMap { try $0.calls() }
        #expect(calls.count == 4755)
        #expect(calls.map(\.requests.count).reduce(0, +) == 4764)
        #expect(calls.map(\.responses.count).reduce(0, +) == 4747)
    }

    @Test func allChunksAreRead() throws {
        let chunks = try Recording.all.flatMap { try $0.chunks() }
        #expect(chunks.count { $0.direction == .clientToServer } == 8581)
        #expect(chunks.count { $0.direction == .serverToClient } == 4990)
        #expect(chunks.count(where: \.isEnd) == 64)
        #expect(chunks.allSatisfy { $0.bytes.isEmpty == $0.isEnd })
    }

    @Test(arguments: Recording.all)
    func connectionsBeginAsHTTP2(_ recording: Recording) throws {
        let fromClients = try recording.chunks().filter { $0.direction == .clientToServer }
        for chunks in Dictionary(grouping: fromClients, by: \.connection).values {
            #expect(chunks[0].bytes.starts(with: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        }
    }
}
