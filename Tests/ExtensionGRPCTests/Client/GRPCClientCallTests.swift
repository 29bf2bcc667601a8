import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RawHTTP2
import Testing

@testable import ExtensionGRPC

/// Calls of a client that keeps connections, to servers that are well.
@Suite(.timeLimit(.minutes(1)))
struct GRPCClientCallTests {
    @Test func unaryAndStreamingCallsAreMade() async throws {
        let chat = RPCMethod.streaming("/test.Test/Chat") { requests, responses in
            for try await message in requests { try await responses.send(message) }
        }
        let (server, port) = try await startServer(echo(), chat)
        try await withGRPCClient(of: port) { client in
            let response = try await client.unary("/test.Test/Echo", [1, 2, 3])
            #expect(response.message == [1, 2, 3])
            let answers = try await client.withStream("/test.Test/Chat") { stream in
                for number in UInt8(0)..<3 { try await stream.send([number]) }
                stream.finishRequests()
                return try await stream.responses.reduce(into: []) { $0 += $1 }
            }
            #expect(answers == [0, 1, 2])
            let error = await #expect(throws: RPCError.self) { try await client.unary("/test.Test/Other", []) }
            #expect(error?.status.code == .unimplemented && error?.isUnprocessed == false)
        }
        await server.shutDownGracefully(within: .seconds(5))
    }

    @Test func aKeyStaysOnOneConnectionAndKeysUseAll() async throws {
        let (server, port) = try await startServer(whoAmI())
        try await withGRPCClient(of: port) {
            $0.connectionsPerAddress = 4
        } _: { client in
            var peers: Set<String> = []
            for key in (0..<40).map({ AffinityKey("\($0)") }) {
                let peer = try await client.whoAmI(CallOptions(key: key))
                #expect(try await client.whoAmI(CallOptions(key: key)) == peer)
                peers.insert(peer)
            }
            #expect(peers.count == 4)
        }
        await server.shutDownGracefully(within: .seconds(5))
    }

    @Test func callsOnALoopStayOnIt() async throws {
        let (server, port) = try await startServer(whoAmI())
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 3)
        try await withGRPCClient(of: port, group: group) {
            $0.connectionsPerAddress = 3
            $0.connectsEagerly = true
        } _: { client in
            // Until each loop has its own.
            await client.waitUntil { $0.pool.endpoints.flatMap(\.slots).count { $0.isReady } == 3 }
            var peers: [Set<String>] = []
            for loop in client.loops {
                let task = Task(executorPreference: loop.executor) {
                    var peers: Set<String> = []
                    for _ in 0..<10 { peers.insert(try await client.whoAmI()) }
                    return peers
                }
                peers.append(try await task.value)
            }
            #expect(peers.allSatisfy { $0.count == 1 })
            #expect(Set(peers).count == 3)
        }
        await server.shutDownGracefully(within: .seconds(5))
        try await group.shutdownGracefully()
    }

    @Test func deadlineAndCancellationReachAWaitingCall() async throws {
        // It takes connections and says nothing.
        try await withRawServer { connection, _ in
            try connection.waitForEnd()
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                let late = await #expect(throws: RPCError.self) { try await client.echo(CallOptions(timeout: .milliseconds(50))) }
                #expect(late?.status.code == .deadlineExceeded && late?.isUnprocessed == true)
                let call = Task { try await client.echo() }
                call.cancel()
                let cancelled = await #expect(throws: RPCError.self) { try await call.value }
                #expect(cancelled?.status.code == .cancelled)
                #expect(client.state.withLockedValue { $0.waiters.isEmpty })
            }
        }
    }

    @Test func theServerIsToldWhatIsLeftOfTheDeadline() async throws {
        let timeouts = NIOLockedValueBox<[String]>([])
        try await withRawServer { connection, _ in
            try connection.begin()
            while let stream = try connection.request() {
                timeouts.withLockedValue { $0 += connection.requests[stream]?.filter { $0.name == "grpc-timeout" }.map(\.value) ?? [] }
                try connection.respond(stream)
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                try await client.echo()
                try await client.echo(CallOptions(timeout: .seconds(3600)))
            }
        }
        let timeout = try #require(timeouts.withLockedValue { $0.first })
        #expect(timeout.hasPrefix("3599") || timeout.hasPrefix("3600"), "\(timeout)")
        #expect(timeouts.withLockedValue { $0.count } == 1)
    }

    @Test func theServersLimitOfCallsIsKept() async throws {
        let (most, now) = (NIOLockedValueBox(0), NIOLockedValueBox<Set<UInt32>>([]))
        try await withRawServer { connection, _ in
            try connection.begin(settings: [(id: 3, value: 2)])
            while let frame = try connection.next() {
                if frame.kind == .headers { now.withLockedValue { _ = $0.insert(frame.stream) } }
                guard frame.flags.contains(.endStream), frame.kind == .data else { continue }
                most.withLockedValue { $0 = max($0, now.withLockedValue { $0.count }) }
                now.withLockedValue { _ = $0.remove(frame.stream) }
                try connection.respond(frame.stream)
            }
        } _: { server in
            try await withGRPCClient(of: server.port) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<50 { group.addTask { try await client.echo(CallOptions(key: AffinityKey("a"))) } }
                    try await group.waitForAll()
                }
            }
            #expect(server.connectionCount == 1)
        }
        #expect(most.withLockedValue { $0 } <= 2)
    }

    @Test func closingLetsCallsEndAndTakesNoOthers() async throws {
        let (started, mayEnd) = (Signal(), Signal())
        let slow = RPCMethod.unary("/test.Test/Slow") { (_, call) throws(RPCError) in
            call.run {
                started.fire()
                await mayEnd.wait()
                call.respond([7])
            }
        }
        let (server, port) = try await startServer(slow)
        try await withGRPCClient(of: port) { client in
            let call = Task { try await client.unary("/test.Test/Slow", []) }
            await started.wait()
            async let closing: Void = client.close(within: .seconds(30))
            await client.waitUntil { $0.pool.isClosed }
            await #expect(throws: RPCError(.unavailable, "the client is closed").unprocessed()) { try await client.echo() }
            mayEnd.fire()
            let response = try await call.value
            #expect(response.message == [7])
            await closing
        }
        await server.shutDownGracefully(within: .seconds(5))
    }

    @Test func closingWaitsOnlySoLong() async throws {
        let started = Signal()
        let (server, port) = try await startServer(hanging(started: started))
        try await withGRPCClient(of: port) { client in
            let call = Task { try await client.unary("/test.Test/Hang", []) }
            await started.wait()
            await client.close(within: .milliseconds(20))
            let error = await #expect(throws: RPCError.self) { try await call.value }
            #expect(error?.status.code == .unavailable && error?.isUnprocessed == false)
        }
        await server.shutDownGracefully(within: .seconds(5))
    }
}
