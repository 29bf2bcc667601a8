import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import RawHTTP2
import RecordedTraffic
import Testing

/// What real gateways sent to a handler, in their own bytes.
@Suite(.timeLimit(.minutes(1)))
struct RecordedHandlerTests {
    private static let unary = Recording.all(of: .exprotoHandler).filter { $0.broker != "4.4.19" }
    private static let streaming = Recording.all(of: .exprotoHandler).filter { $0.broker == "4.4.19" }

    /// Handlers that write down what they see under the name of their connection.
    private func server(
        _ journals: DeviceJournals,
        _ configure: (inout ConnectionHandlerConfiguration) -> Void = { _ in }
    ) -> ConnectionHandlerServer {
        var configuration = ConnectionHandlerConfiguration()
        configure(&configuration)
        return ConnectionHandlerServer(configuration: configuration, logger: .quiet) { LineHandler(journals[$0.id]) }
    }

    /// What the handlers of a recording see: each device's own events, in order.
    private func expected(_ calls: [RecordedCall]) -> [String: [String]] {
        var seen: [String: [String]] = [:]
        for call in calls {
            for json in call.requests.map(\.json) {
                guard let id = json["conn"]?.text, let method = call.path.split(separator: "/").last else { continue }
                seen[id, default: []] += Self.lines(String(method), json)
            }
        }
        return seen
    }

    private static func lines(_ method: String, _ json: JSONValue) -> [String] {
        switch method {
        case "OnSocketCreated": return ["opened"]
        case "OnReceivedBytes":
            let line = text(json["bytes"]).dropLast()
            return ["received \(line)", "handled \(line)"]
        case "OnReceivedMessages":
            guard case .array(let messages)? = json["messages"] else { return [] }
            return messages.map { "delivered \($0["topic"]?.text ?? "") \(text($0["payload"]))" }
        case "OnSocketClosed":
            return ["closed \(json["reason"]?.text == "{shutdown,discarded}" ? "discarded" : "closedByDevice")"]
        default: return []
        }
    }

    private static func text(_ base64: JSONValue?) -> String {
        String(decoding: Base64.decode((base64?.text ?? "").utf8) ?? [], as: UTF8.self)
    }

    @Test(arguments: unary)
    func everyCallIsAnsweredAndReachesItsHandler(_ recording: Recording) async throws {
        let calls = try recording.calls()
        let journals = DeviceJournals()
        try await RawGateway.with(server(journals)) { gateway, _ in
            for call in calls { _ = try await gateway.connection.unary(call.path, call.requests[0].bytes) }
        }
        let expected = expected(calls)
        #expect(expected.count == 4)
        for (id, lines) in expected {
            let isClosed = lines.contains { $0.hasPrefix("closed") }
            #expect(journals[id].lines == lines + (isClosed ? [] : ["closed shutdown"]))
        }
    }

    /// Sent as fast as it goes, so that a device's next event may overtake its opening on another connection, which no gateway does.
    @Test(arguments: unary)
    func theRawBytesOfEveryConnectionAreAnswered(_ recording: Recording) async throws {
        let calls = try recording.calls()
        let chunks = try recording.chunks().filter { $0.direction == .clientToServer && !$0.isEnd }
        let journals = DeviceJournals()
        try await RawGateway.with(server(journals) { $0.unseenConnections = .adopt }) { _, port in
            let statuses = try await onThread { try RawReplay(chunks, port: port).send().statuses(of: calls) }
            #expect(statuses == Array(repeating: 0, count: calls.count))
        }
    }

    /// Streams that never end: nothing is answered, and everything is dispatched.
    @Test(arguments: streaming)
    func theRawBytesOfStreamsReachTheirHandlersInOrder(_ recording: Recording) async throws {
        let calls = try recording.calls()
        let expected = expected(calls)
        #expect(calls.count == 8)
        #expect(expected.count == 4)
        let chunks = try recording.chunks().filter { $0.direction == .clientToServer && !$0.isEnd }
        let journals = DeviceJournals()
        try await RawGateway.with(server(journals)) { _, port in
            let replay = try await onThread { try RawReplay(chunks, port: port).send() }
            for id in expected.keys { await journals[id].wait { $0.last?.hasPrefix("closed") == true } }
            try await onThread { replay.close() }
        }
        for (id, lines) in expected {
            let seen = journals[id].lines
            #expect(seen.first == "opened")
            #expect(seen.filter { !$0.hasPrefix("delivered") } == lines.filter { !$0.hasPrefix("delivered") }, "bytes in order")
            #expect(seen.filter { $0.hasPrefix("delivered") } == lines.filter { $0.hasPrefix("delivered") }, "messages in order")
        }
    }
}
