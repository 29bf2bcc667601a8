import ConnectionHandlerKit
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RecordedTraffic
import Programs
import Testing

/// A grpcio gateway that made its own stubs, in every style of the interface.
@Suite(.timeLimit(.minutes(1)))
struct PythonGatewayTests {
    @Test(arguments: ["unary", "streaming", "enterprise42"])
    func devicesChat(_ style: String) async throws {
        let adapterPort = try ServiceProgram.freePort()
        let ended = NIOLockedValueBox<[String: CloseReason.Kind]>([:])
        var configuration = ConnectionHandlerConfiguration(adapter: .caller(port: adapterPort))
        configuration.listeners = [.tcp(host: "127.0.0.1", port: 0)]
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = ConnectionHandlerServer(configuration: configuration, logger: logger) { _ in ChatHandler(ended: ended) }
        let port = try await server.start()[0].port ?? 0
        let calls = try await PythonPeer.run("gateway", style, "\(port)", "\(adapterPort)")
        #expect(server.connectionCount == 0 || style == "streaming")
        await server.shutDown()
        for device in 0..<3 {
            let own = calls.filter { $0["device"] == .number(Double(device)) }
            #expect(own.count { $0["rpc"]?.text == "Authenticate" } == 2)
            #expect(own.count { $0["rpc"]?.text == "Publish" } == 5)
            #expect(own.filter { $0["rpc"]?.text == "Send" }.count == 8)
        }
        #expect(ended.withLockedValue { $0 } == ["device0": .closedByDevice, "device1": .closedByDevice, "device2": .closedByDevice])
    }
}

/// Authenticates by the first line, and has every other one come back through the broker.
private struct ChatHandler: ConnectionHandler {
    let ended: NIOLockedValueBox<[String: CloseReason.Kind]>
    private var name: String?

    init(ended: NIOLockedValueBox<[String: CloseReason.Kind]>) { self.ended = ended }

    func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 1024) }

    mutating func received(_ line: String, on connection: Connection) async throws {
        guard let name else { return try await authenticate(line.split(separator: " ").map(String.init), connection) }
        try await connection.publish("room/\(name)", line.utf8, qos: .atLeastOnce)
    }

    private mutating func authenticate(_ words: [String], _ connection: Connection) async throws {
        do {
            try await connection.authenticate(.init(clientID: words[0]), password: words[1])
        } catch {
            guard error.code == .permissionDenied else { throw error }
            return try await connection.send("refused\n".utf8)
        }
        name = words[0]
        try await connection.subscribe("room/\(words[0])")
        try await connection.send("hello \(words[0])\n".utf8)
    }

    mutating func delivered(_ message: Message, on connection: Connection) async throws { try await connection.send(message.payload) }

    mutating func keepaliveExpired(on connection: Connection) async throws { try await connection.send("still there?\n".utf8) }

    mutating func closed(_ reason: CloseReason, on connection: Connection) async {
        ended.withLockedValue { $0[name ?? ""] = reason.kind }
    }
}
