import ConnectionHandlerKit
import ExtensionGRPC
import ExtensionProtocol
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Handlers of several connections have the same tasks, one after the other.
@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    /// Sweeps cancel handlers of connections that have ended, at any moment: when they run, when they are done, when another has their
    /// task.
    @Test func aCancelledHandlerIsNoOtherConnections() async throws {
        let cancellations = Cancellations()
        let server = ConnectionHandlerServer(logger: .quiet) { _ in YieldingHandler(cancellations: cancellations) }
        try await RawGateway.with(server) { gateway, port in
            // On another loop of the server, as likely as not.
            let loop = LoopContext(eventLoop: MultiThreadedEventLoopGroup.singleton.any())
            let other = try await ClientConnection.connect(to: .tcp(host: "127.0.0.1", port: port), on: loop)
            let sweeping = Task.detached {
                while !Task.isCancelled { await server.sweep(idleSince: .now()) }
            }
            try await gateway.create("steady")
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<4 { tasks.addTask { try await gateway.comeAndGo("\(number)", times: 500) } }
                for _ in 0..<1500 {
                    try await gateway.send("steady", "line\n")
                    _ = try await other.unary(
                        ConnectionHandlerMethod.receivedBytes.path(in: .unary),
                        ReceivedBytesRequest(connection: "steady", bytes: Array("line\n".utf8)).encoded()
                    )
                }
                try await tasks.waitForAll()
            }
            sweeping.cancel()
            await sweeping.value
            try await gateway.close("steady")
            await other.close()
        }
        #expect(cancellations.ofSteady.load(ordering: .relaxed) == 0)
        #expect(cancellations.ofOthers.load(ordering: .relaxed) > 0, "nothing was put to the test")
        #expect(server.connectionCount == 0)
    }
}

private final class Cancellations: Sendable {
    let ofSteady = Atomic(0)
    let ofOthers = Atomic(0)

    func look(_ connection: Connection) {
        guard Task.isCancelled else { return }
        if connection.id == "steady" { ofSteady.add(1, ordering: .relaxed) } else { ofOthers.add(1, ordering: .relaxed) }
    }
}

private struct YieldingHandler: ConnectionHandler {
    let cancellations: Cancellations

    func makeDecoder() -> LineDecoder { LineDecoder(maximumLength: 100) }

    func received(_ line: String, on connection: Connection) async throws {
        await Task.yield()
        cancellations.look(connection)
    }

    func closed(_ reason: CloseReason, on connection: Connection) async {
        for _ in 0..<10 { await Task.yield() }
        cancellations.look(connection)
    }
}

extension RawGateway {
    fileprivate func comeAndGo(_ name: String, times: Int) async throws {
        for time in 0..<times {
            let id = "\(name) \(time)"
            try await create(id)
            async let sent: Void = send(id, "line\n")
            async let closed: Void = close(id)
            _ = try await (sent, closed)
        }
    }
}
