import NIOConcurrencyHelpers
import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// Calls whose requests come one at a time, with nothing between them.
@Suite("Request receivers", .timeLimit(.minutes(1)))
struct RequestReceiverTests {
    private static let path = "/test.Test/Collect"

    /// Answers with all that it got. `[0]` has it wait for the signal, `[255]` throw.
    private final class Collector: RequestReceiver {
        let messages = NIOLockedValueBox<[UInt8]>([])
        let ends = NIOLockedValueBox(0)
        let ended = Signal()
        let goOn = Signal()

        var method: RPCMethod { .receiving(RequestReceiverTests.path) { _ in self } }

        func receive(_ message: [UInt8]) async throws {
            if message == [255] { throw RPCError(.dataLoss, "no more") }
            if message == [0] { await goOn.wait() }
            messages.withLockedValue { $0 += message }
        }

        func finish() async throws -> [UInt8] { messages.withLockedValue { $0 } }

        func callEnded() {
            ends.withLockedValue { $0 += 1 }
            ended.fire()
        }
    }

    @Test func messagesComeInOrderHoweverTheyArrive() async throws {
        let collector = Collector()
        try await RawTestServer.run(collector.method) { server in
            let response = try await server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([1])))
                _ = try client.call(3, "/test.Test/Echo")
                try client.send(.data(1, lengthPrefixed([2]) + lengthPrefixed([3]) + lengthPrefixed([4]).prefix(3)))
                _ = try client.call(5, "/test.Test/Echo")
                try client.send(.data(1, Array(lengthPrefixed([4]).dropFirst(3))))
                try client.send(.data(1, lengthPrefixed([5]), endStream: true))
                return try client.response(1)
            }
            #expect(response.messages == [[1, 2, 3, 4, 5]])
            #expect(response.grpcStatus == 0)
        }
        #expect(collector.ends.withLockedValue { $0 } == 1)
    }

    @Test func aCallWithoutMessagesIsAnswered() async throws {
        try await RawTestServer.run(Collector().method) { server in
            let response = try await server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, [], endStream: true))
                return try client.response(1)
            }
            #expect(response.messages == [[]])
            #expect(response.grpcStatus == 0)
        }
    }

    @Test func oneMessageIsHandledAtATime() async throws {
        let collector = Collector()
        try await RawTestServer.run(collector.method) { server in
            let response = try await server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([0])))
                try client.send(.data(1, lengthPrefixed([1]), endStream: true))
                _ = try client.call(3, "/test.Test/Echo")
                #expect(collector.messages.withLockedValue { $0 } == [], "the first isn't done")
                collector.goOn.fire()
                return try client.response(1)
            }
            #expect(response.messages == [[0, 1]])
        }
    }

    @Test func whatAReceiverThrowsEndsTheCall() async throws {
        let collector = Collector()
        try await RawTestServer.run(collector.method) { server in
            let response = try await server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([1])))
                _ = try client.call(3, "/test.Test/Echo")
                try client.send(.data(1, lengthPrefixed([255]) + lengthPrefixed([2]), endStream: true))
                return try client.response(1)
            }
            #expect(response.grpcStatus == RPCStatus.Code.dataLoss.rawValue)
        }
        #expect(collector.messages.withLockedValue { $0 } == [1])
        #expect(collector.ends.withLockedValue { $0 } == 1)
    }

    /// Between two messages there is no task to cancel.
    @Test(arguments: [true, false])
    func aReceiverIsToldOfTheEndOfItsCaller(_ resetsStream: Bool) async throws {
        let collector = Collector()
        try await RawTestServer.run(collector.method) { server in
            try await server.withClient { client in
                try client.open(1, Self.path)
                try client.send(.data(1, lengthPrefixed([1])))
                _ = try client.call(3, "/test.Test/Echo")
                if resetsStream {
                    try client.send(.resetStream(1))
                    _ = try client.call(5, "/test.Test/Echo")
                }
                client.socket.reset()
            }
            await collector.ended.wait()
            try await server.expectAnswers()
        }
        #expect(collector.ends.withLockedValue { $0 } == 1)
    }
}
