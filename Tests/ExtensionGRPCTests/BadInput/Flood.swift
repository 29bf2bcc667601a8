import RawHTTP2

/// Ways to give a server work that no call is worth.
enum Flood: String, CaseIterable, Codable {
    /// Calls that are given up at once (CVE-2023-44487).
    case rapidReset
    /// Calls that the server has to reset itself, for windows that overflow (CVE-2025-8671).
    case provokedResets
    case settings
    case pings
    /// A header block that goes on and on (CVE-2024-28182).
    case continuations
    case emptyData
    /// Which this server ignores (RFC 9113, section 5.3).
    case priorities
    /// Header blocks that are refused for their length, again and again.
    case longHeaders
    /// Calls whose answers are left in the socket.
    case unreadAnswers
    /// Calls whose answers find no window.
    case closedWindows
    /// Messages of which only the beginning comes.
    case unfinishedMessages

    static let echoPath = "/test.Test/Echo"
    private static let request = HeaderEncoder.encode(RawClient.fields(echoPath))

    /// Sends until the server closes the connection, stops to read, or a fixed amount is sent. Returns how the server took it.
    func run(port: Int) throws -> Outcome {
        let client = try RawClient(port: port, settings: settings, timeout: 3)
        do {
            try prepare(client)
            for round in 0..<rounds { try client.socket.send(frames(round).flatMap(\.bytes)) }
            return try readOn(client)
        } catch RawSocketError.timedOut {
            return .stalled
        } catch RawSocketError.system {
            return .closed
        }
    }

    enum Outcome {
        /// The server closed the connection.
        case closed
        /// The server doesn't read any more.
        case stalled
        /// The server has read everything and goes on.
        case survived
    }

    var expectedOutcome: Outcome {
        switch self {
        case .rapidReset, .settings, .pings, .continuations, .emptyData, .closedWindows: .closed
        case .unreadAnswers: .stalled
        case .provokedResets, .priorities, .longHeaders, .unfinishedMessages: .survived
        }
    }

    private var settings: [(id: UInt16, value: UInt32)] {
        switch self {
        case .unreadAnswers: [(4, 1 << 31 - 1)]
        case .closedWindows: [(4, 0)]
        default: []
        }
    }

    private var rounds: Int {
        switch self {
        case .unreadAnswers: 4000
        case .closedWindows: 2000
        default: 300
        }
    }

    private func prepare(_ client: RawClient) throws {
        switch self {
        case .continuations: try client.send(.headers(1, Self.request, endHeaders: false))
        case .emptyData: try client.send(.headers(1, Self.request))
        case .unreadAnswers: try client.send(.windowUpdate(0, by: 1 << 30))
        default: break
        }
    }

    /// About a hundred frames.
    private func frames(_ round: Int) -> [Frame] {
        let streams = (0..<100).map { UInt32(2 * (100 * round + $0) + 1) }
        switch self {
        case .rapidReset: return streams.flatMap { [.headers($0, Self.request), .resetStream($0)] }
        case .provokedResets: return streams.flatMap { [.headers($0, Self.request), .windowUpdate($0, by: 1 << 31 - 1)] }
        case .settings: return streams.map { Frame.settings([(UInt16(3), $0)]) }
        case .pings: return streams.map { _ in .ping() }
        case .continuations: return streams.map { _ in Frame(.continuation, stream: 1, payload: [0x00, 1, 0x61, 1, 0x61]) }
        case .emptyData: return streams.map { _ in .data(1, []) }
        case .priorities: return streams.map { _ in Frame(.priority, stream: 1, payload: [0, 0, 0, 0, 7]) }
        case .longHeaders: return longHeaders(UInt32(2 * round + 1))
        case .unreadAnswers: return call(UInt32(2 * round + 1), [UInt8](repeating: 1, count: 256 << 10))
        case .closedWindows: return call(UInt32(2 * round + 1), [UInt8](repeating: 1, count: 256 << 10))
        case .unfinishedMessages:
            let half = [0, 0, 0x20, 0, 0] + [UInt8](repeating: 1, count: 1 << 19)
            return [.headers(streams[0], Self.request), .data(streams[0], half)]
        }
    }

    private func call(_ stream: UInt32, _ message: [UInt8]) -> [Frame] {
        [.headers(stream, Self.request), .data(stream, lengthPrefixed(message), endStream: true)]
    }

    private func longHeaders(_ stream: UInt32) -> [Frame] {
        let fields = RawClient.fields(Self.echoPath, [HeaderField("x-long", String(repeating: "a", count: 60 << 10))])
        return [.headers(stream, HeaderEncoder.encode(fields), endStream: true)]
    }

    /// A PING that is answered tells that everything before it was read.
    private func readOn(_ client: RawClient) throws -> Outcome {
        try client.send(.ping())
        while client.received[.ping] == nil { guard try client.receive() else { return .closed } }
        return .survived
    }
}
